/** A form with one file in it, as uploads send it (RFC 7578): told in pieces, its length known before the first. */
import type { Upload } from './exchange.ts'

export interface FormFile {
  name: string
  size: number
  /** Null for bytes of no particular type. */
  type: string | null
  read(): AsyncIterable<Uint8Array>
}

/** `boundary` must be a word the file's author could not know. */
export function formWith(
  file: FormFile,
  { fields, boundary }: { fields: Readonly<Record<string, string>>; boundary: string },
): Upload {
  const head = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  const before = encode(
    `${head.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\nContent-Type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`,
  )
  const after = encode(`\r\n--${boundary}--\r\n`)
  const told = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: before.byteLength + file.size + after.byteLength,
    told: `${told.join('')}file: ${file.name} (${file.size} bytes)`,
    async *pieces() {
      yield before
      yield* file.read()
      yield after
    },
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** As browsers write a name into a header, so that it can neither end its quotes nor begin a line. */
const quoted = (name: string): string =>
  name.toWellFormed().replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
