/** Certificates made on the spot, good and bad ones, for servers that speak TLS on 127.0.0.1. Never for anything real. */
import './reflection.ts'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

export type CertificateKind = 'self-signed' | 'issued' | 'expired' | 'wrong-host'

export interface MadeCertificate {
  /** PEM, as node:tls takes them. */
  cert: string
  key: string
  /** PEM of the authority that issued it; its own where it signed itself. */
  authority: string
}

type KeyPair = webcrypto.CryptoKeyPair

const { subtle } = webcrypto
x509.cryptoProvider.set(webcrypto)

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 24 * 60 * 60_000

interface Subject {
  name: string
  hosts: x509.JsonGeneralName[]
  from: Date
  to: Date
}

/** For 127.0.0.1 and localhost, except `wrong-host`. `now` is milliseconds since the epoch. */
export async function makeCertificate(kind: CertificateKind, now: number): Promise<MadeCertificate> {
  const keys = await subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const subject: Subject = {
    name: 'CN=practice server',
    hosts:
      kind === 'wrong-host'
        ? [{ type: 'dns', value: 'elsewhere.example' }]
        : [
            { type: 'ip', value: '127.0.0.1' },
            { type: 'dns', value: 'localhost' },
          ],
    from: new Date(now - 30 * DAY),
    to: new Date(kind === 'expired' ? now - DAY : now + 30 * DAY),
  }
  if (kind === 'self-signed') {
    const own = await signed(subject, { keys, issuer: null })
    return { cert: own.toString('pem'), key: await pemOf(keys), authority: own.toString('pem') }
  }
  const authority = await makeAuthority(now)
  const issued = await signed(subject, { keys, issuer: authority })
  return {
    cert: issued.toString('pem'),
    key: await pemOf(keys),
    authority: authority.certificate.toString('pem'),
  }
}

interface Authority {
  keys: KeyPair
  certificate: x509.X509Certificate
}

async function makeAuthority(now: number): Promise<Authority> {
  const keys = await subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
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
  return { keys, certificate }
}

function signed(
  { name, hosts, from, to }: Subject,
  { keys, issuer }: { keys: KeyPair; issuer: Authority | null },
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: name,
    issuer: issuer?.certificate.subject ?? name,
    notBefore: from,
    notAfter: to,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    extensions: [new x509.SubjectAlternativeNameExtension(hosts)],
  })
}

async function pemOf({ privateKey }: KeyPair): Promise<string> {
  const bytes = await subtle.exportKey('pkcs8', privateKey)
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY')
}
