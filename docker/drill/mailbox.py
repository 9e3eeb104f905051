"""A mail server that accepts everything and writes each recipient on a line, with "pdf" after it when the mail brings
one: mailbox.py PORT FILE"""

import asyncio
import sys


async def serve(reader, writer, out):
    async def say(text):
        writer.write((text + "\r\n").encode())
        await writer.drain()

    await say("220 drill")
    recipients = []
    while line := (await reader.readline()).decode(errors="replace").strip():
        word = line.upper()
        if word.startswith("RCPT TO:"):
            recipients.append(line[8:].strip("<> "))
            await say("250 ok")
        elif word == "DATA":
            await say("354 go on")
            brings = ""
            while (line := (await reader.readline()).rstrip(b"\r\n")) != b".":
                if line.startswith(b"JVBERi0"):  # %PDF- in base64
                    brings = " pdf"
            print(*(one + brings for one in recipients), sep="\n", file=out, flush=True)
            recipients.clear()
            await say("250 accepted")
        elif word == "QUIT":
            await say("221 bye")
            break
        else:
            await say("250 ok")
    writer.close()


async def main(port, path):
    with open(path, "a", encoding="utf-8") as out:
        server = await asyncio.start_server(
            lambda r, w: serve(r, w, out), "0.0.0.0", int(port), limit=1 << 24
        )
        async with server:
            await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
