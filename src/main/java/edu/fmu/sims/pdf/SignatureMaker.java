package edu.fmu.sims.pdf;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Hashtable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes detached CMS signatures with the attributes that PAdES asks for (ETSI EN 319 142-1). */
final class SignatureMaker {

  private static final int ROOM_BESIDE_CERTIFICATES = 2048;

  private final SealKeys keys;
  private final AttributeTable attributes;
  private final JcaCertStore chain;
  private final int room;

  SignatureMaker(SealKeys keys) {
    this.keys = keys;
    try {
      int size = ROOM_BESIDE_CERTIFICATES;
      for (X509Certificate certificate : keys.chain()) {
        size += certificate.getEncoded().length;
      }
      room = size;
      chain = new JcaCertStore(keys.chain());
      attributes = new AttributeTable(signingCertificate(keys.certificate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate was read before", e);
    }
  }

  /**
   * Binds the signature to the certificate, so that no other of the same key can take its place.
   */
  private static Hashtable<ASN1ObjectIdentifier, Attribute> signingCertificate(
      X509Certificate certificate) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    Hashtable<ASN1ObjectIdentifier, Attribute> table = new Hashtable<>();
    table.put(
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
    return table;
  }

  /** More bytes than a signature ever takes. */
  int room() {
    return room;
  }

  byte[] sign(byte[] content) {
    String algorithm =
        keys.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    try {
      DefaultSignedAttributeTableGenerator defaults =
          new DefaultSignedAttributeTableGenerator(attributes);
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              // PAdES has the time in the PDF, not here
              .setSignedAttributeGenerator(
                  given -> defaults.getAttributes(given).remove(CMSAttributes.signingTime))
              .build(new JcaContentSignerBuilder(algorithm).build(keys.key()), keys.certificate()));
      generator.addCertificates(chain);
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded();
    } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The institution's key does not sign", e);
    }
  }

  static String nameOf(X509Certificate certificate) {
    X500Name subject = new X500Name(certificate.getSubjectX500Principal().getName());
    RDN[] names = subject.getRDNs(BCStyle.CN);
    return names.length == 0
        ? subject.toString()
        : IETFUtils.valueToString(names[0].getFirst().getValue());
  }
}
