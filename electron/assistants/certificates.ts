/** Reads a file of certificates: whose they are, or why it cannot be taken. */
import { X509Certificate } from 'node:crypto'
import type { FieldProblem } from '../../shared/errors.ts'

/** More than all authorities of a company take. */
export const CERTIFICATES_BYTES = 256 * 1024

export type ReadCertificates =
  /** `pem` holds the certificates and nothing else of the file. */
  { ok: true; pem: string; names: string[] } | { ok: false; problem: FieldProblem }

const BLOCK =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** PEM with one certificate or many, or one in DER. Never throws. A private key is refused: it is not ours to keep. */
export function readCertificates(file: Uint8Array | string): ReadCertificates {
  const bytes = Buffer.from(file)
  if (bytes.byteLength > CERTIFICATES_BYTES) return { ok: false, problem: 'too-long' }
  const text = bytes.toString('utf8')
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) return { ok: false, problem: 'private-key' }
  try {
    const blocks = text.match(BLOCK) ?? []
    const found = (blocks.length > 0 ? blocks : [bytes]).map((block) => new X509Certificate(block))
    return { ok: true, pem: found.map(String).join(''), names: found.map(nameOf) }
  } catch {
    return { ok: false, problem: 'no-certificates' }
  }
}

/** The common name, else the organisation, else the whole subject. */
function nameOf({ subject }: X509Certificate): string {
  const parts = new Map((subject ?? '').split('\n').map((line) => splitAt(line)))
  return parts.get('CN') ?? parts.get('O') ?? (subject ?? '').replaceAll('\n', ', ')
}

function splitAt(line: string): [string, string] {
  const at = line.indexOf('=')
  return [line.slice(0, at), line.slice(at + 1)]
}
