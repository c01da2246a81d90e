/** Uploads arrive whole, whatever is in them and however the network cuts them. */
import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseMultipart } from './multipart.ts'
import { KEY, openDesk } from './test-desk.ts'

const BOUNDARY = '----x7'

const nasty = fc
  .oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc
      .array(fc.constantFrom('\r\n', '--', '----x', '7', '\r\n----x', 'a', '\u0000'))
      .map((bits) => Buffer.from(bits.join(''))),
  )
  .filter((bytes) => !Buffer.concat([Buffer.from('\r\n'), bytes]).includes(`\r\n--${BOUNDARY}`))

it('any bytes under any names come out as they went in', () => {
  const part = fc.record({
    name: fc.stringMatching(/^[a-z字;= ]{1,8}$/),
    filename: fc.stringMatching(/^[\w字. ;]{1,12}$/),
    bytes: nasty,
  })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      expect(parseMultipart(encoded(parts), `multipart/form-data; boundary="${BOUNDARY}"`)).toEqual(parts)
    }),
  )
})

it('a body that is cut short or not a form is refused', () => {
  const whole = encoded([{ name: 'file', filename: 'a', bytes: Buffer.from('abc') }])
  const type = `multipart/form-data; boundary=${BOUNDARY}`
  // Without its last line break a body is still complete.
  for (let length = 0; length < whole.length - 2; length++)
    expect(parseMultipart(whole.subarray(0, length), type)).toBeUndefined()
  expect(parseMultipart(whole, 'application/json')).toBeUndefined()
  expect(parseMultipart(whole, 'multipart/form-data')).toBeUndefined()
})

it('an upload in many small pieces is one file', async () => {
  const { server, client } = await openDesk()
  const bytes = Buffer.from('line\r\n--not the end\r\nline')
  const body = encoded([
    { name: 'purpose', bytes: Buffer.from('user_data') },
    { name: 'file', filename: '表 1.txt', bytes },
  ])
  await dribble(server.port, body)
  const [file] = (await client.files.list({ purpose: 'user_data' })).data
  expect(file).toMatchObject({ filename: '表 1.txt', bytes: bytes.length })
  const content = await client.files.content(file?.id ?? '')
  expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes)
})

interface Part {
  name: string
  filename?: string
  bytes: Buffer
}

const encoded = (parts: Part[]) =>
  Buffer.concat([
    ...parts.flatMap(({ name, filename, bytes }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\nContent-Type: text/plain\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])

function dribble(port: number, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.write(
        `POST /v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: ${body.length}\r\n\r\n`,
      )
      const pieces = Array.from({ length: Math.ceil(body.length / 3) }, (_, at) =>
        body.subarray(at * 3, at * 3 + 3),
      )
      const next = () => {
        const piece = pieces.shift()
        if (piece) socket.write(piece, () => setImmediate(next))
      }
      next()
    })
    socket.on('close', () => resolve())
    socket.on('error', reject)
    socket.resume()
  })
}
