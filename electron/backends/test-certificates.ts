/** Certificates for tests, made as authorities make them: good ones, and ones with a flaw each. */
import './test-reflect.ts'
import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  cryptoProvider,
  type X509Certificate,
} from '@peculiar/x509'

cryptoProvider.set(webcrypto as typeof globalThis.crypto)

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 24 * 60 * 60_000

export interface Made {
  /** PEM, as `node:tls` takes them. */
  cert: string
  key: string
}

interface Authority {
  pem: string
  certificate: X509Certificate
  keys: webcrypto.CryptoKeyPair
}

/** Where a certificate departs from a good one. */
export interface Flaw {
  validFromDays?: number
  validToDays?: number
  hosts?: string[]
  /** The digest of the signature. */
  hash?: 'SHA-1' | 'SHA-256'
}

const days = (count: number) => new Date(Date.now() + count * DAY_MS)
const random = () => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')
const newKeys = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify'])

/** An authority nobody knows, until its PEM is handed over. */
export async function makeAuthority(name = 'Test authority'): Promise<Authority> {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: random(),
    name: `CN=${name}`,
    notBefore: days(-2),
    notAfter: days(30),
    signingAlgorithm: EC,
    keys,
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  })
  return { pem: certificate.toString('pem'), certificate, keys }
}

const hostNames = (hosts: readonly string[]) =>
  new SubjectAlternativeNameExtension(
    hosts.map((value) => ({ type: /^[\d.:]+$/.test(value) ? ('ip' as const) : ('dns' as const), value })),
  )

/** A server's certificate, signed by the authority. */
export async function makeServer(by: Authority, flaw: Flaw = {}): Promise<Made> {
  const { validFromDays = -1, validToDays = 10, hosts = ['127.0.0.1', 'localhost'], hash = 'SHA-256' } = flaw
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.create({
    serialNumber: random(),
    subject: 'CN=Test server',
    issuer: by.certificate.subject,
    notBefore: days(validFromDays),
    notAfter: days(validToDays),
    signingAlgorithm: { ...EC, hash },
    publicKey: keys.publicKey,
    signingKey: by.keys.privateKey,
    extensions: [hostNames(hosts)],
  })
  return { cert: certificate.toString('pem'), key: await keyOf(keys) }
}

/** One that vouches for itself. */
export async function makeSelfSigned(): Promise<Made> {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: random(),
    name: 'CN=Test self',
    notBefore: days(-1),
    notAfter: days(10),
    signingAlgorithm: EC,
    keys,
    extensions: [hostNames(['127.0.0.1', 'localhost'])],
  })
  return { cert: certificate.toString('pem'), key: await keyOf(keys) }
}

async function keyOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')
}
