/** Certificates made on the spot, as authorities make them: good ones, and ones with a flaw each. Never for anything real. */
import './reflection.ts'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

export type CertificateKind = 'self-signed' | 'issued' | 'expired' | 'wrong-host'

/** PEM, as node:tls takes them. */
export interface Made {
  cert: string
  key: string
}

export interface MadeCertificate extends Made {
  /** PEM of the authority that issued it; its own where it signed itself. */
  authority: string
}

/** An authority nobody knows, until its PEM is handed over. */
export interface Authority {
  pem: string
  certificate: x509.X509Certificate
  keys: KeyPair
}

/** Where a certificate departs from a good one, which is for 127.0.0.1 and localhost. */
export interface Flaw {
  hosts?: readonly string[]
  validFromDays?: number
  validToDays?: number
  /** The digest of the signature. */
  hash?: 'SHA-1' | 'SHA-256'
}

type KeyPair = webcrypto.CryptoKeyPair

const { subtle } = webcrypto
x509.cryptoProvider.set(webcrypto)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 24 * 60 * 60_000
const THIS_COMPUTER = ['127.0.0.1', 'localhost']

/** What a broken server of this kind shows. `now` is milliseconds since the epoch, here and below. */
export async function makeCertificate(kind: CertificateKind, now: number): Promise<MadeCertificate> {
  if (kind === 'self-signed') {
    const made = await makeSelfSigned(now)
    return { ...made, authority: made.cert }
  }
  const authority = await makeAuthority(now)
  const made = await makeIssued(authority, now, {
    ...(kind === 'expired' ? { validToDays: -1 } : {}),
    ...(kind === 'wrong-host' ? { hosts: ['elsewhere.example'] } : {}),
  })
  return { ...made, authority: authority.pem }
}

export async function makeAuthority(now: number): Promise<Authority> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: random(),
    name: 'CN=Practice Authority',
    notBefore: new Date(now - 30 * DAY),
    notAfter: new Date(now + 30 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  })
  return { pem: certificate.toString('pem'), certificate, keys }
}

/** A server's certificate, signed by the authority. */
export async function makeIssued(by: Authority, now: number, flaw: Flaw = {}): Promise<Made> {
  const keys = await newKeys()
  const subject = 'CN=practice server'
  const issuer = { issuer: by.certificate.subject, signingKey: by.keys.privateKey }
  return signed(keys, { now, flaw, names: { subject, ...issuer } })
}

/** One that vouches for itself. */
export async function makeSelfSigned(now: number): Promise<Made> {
  const keys = await newKeys()
  const name = 'CN=practice server'
  return signed(keys, { now, flaw: {}, names: { subject: name, issuer: name, signingKey: keys.privateKey } })
}

interface Wish {
  now: number
  flaw: Flaw
  names: { subject: string; issuer: string; signingKey: webcrypto.CryptoKey }
}

async function signed(keys: KeyPair, { now, flaw, names }: Wish): Promise<Made> {
  const { hosts = THIS_COMPUTER, validFromDays = -20, validToDays = 20, hash = 'SHA-256' } = flaw
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: random(),
    ...names,
    notBefore: new Date(now + validFromDays * DAY),
    notAfter: new Date(now + validToDays * DAY),
    signingAlgorithm: { ...ALGORITHM, hash },
    publicKey: keys.publicKey,
    extensions: [new x509.SubjectAlternativeNameExtension(hosts.map(nameOf))],
  })
  return { cert: certificate.toString('pem'), key: await pemOf(keys) }
}

const newKeys = (): Promise<KeyPair> => subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
const random = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')

const nameOf = (value: string): x509.JsonGeneralName => ({
  type: /^[\d.:]+$/.test(value) ? 'ip' : 'dns',
  value,
})

async function pemOf({ privateKey }: KeyPair): Promise<string> {
  const bytes = await subtle.exportKey('pkcs8', privateKey)
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY')
}
