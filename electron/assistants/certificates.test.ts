/** Files of certificates as people have them. */
import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { readCertificates } from './certificates.ts'

const [first = '', second = ''] = rootCertificates

describe('a file of certificates', () => {
  it('may hold several, with words between them, which are left out', () => {
    const read = readCertificates(`# our authorities\n${first}\nand\n${second}\n`)
    if (!read.ok) throw new Error(read.problem)
    expect(read.names).toHaveLength(2)
    expect(read.names.every((name) => name !== '' && !name.includes('\n'))).toBe(true)
    expect(read.pem).not.toMatch(/our authorities|and\n/)
    expect(readCertificates(read.pem)).toEqual(read)
  })

  it('may be one in DER', () => {
    const read = readCertificates(new X509Certificate(first).raw)
    expect(read.ok && new X509Certificate(read.pem).fingerprint256).toBe(
      new X509Certificate(first).fingerprint256,
    )
  })

  it.each([
    ['', 'no-certificates'],
    ['hello', 'no-certificates'],
    ['-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----', 'no-certificates'],
    [`${first}\n-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----`, 'private-key'],
    [`-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----`, 'private-key'],
    ['x'.repeat(256 * 1024 + 1), 'too-long'],
  ])('that is none is refused: %.40j', (file, problem) => {
    expect(readCertificates(file)).toEqual({ ok: false, problem })
  })
})
