/** The code in what was typed or scanned: the code itself, or the address that ends with it. */
export function codeIn(text: string): string {
  const plain = text.trim();
  const inAddress = /\/verify\/([0-9A-Za-z-]+)\/?$/.exec(plain);
  return inAddress?.[1] ?? (/^[0-9A-Za-z-]+$/.test(plain) ? plain : "");
}
