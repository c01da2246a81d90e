/** Whom we trust to say whose a server is: the authorities that come with the runtime and the system's, and a connection's own besides. Nothing here ignores a certificate. */
import * as tls from 'node:tls'

/** One for each file of certificates: reading all authorities takes some milliseconds. */
export function createAuthorities(): (certificates: string | null) => tls.SecureContext {
  const known = new Map<string, tls.SecureContext>()
  let usual: readonly string[] | null = null
  return (certificates) => {
    const name = certificates ?? ''
    const found = known.get(name)
    if (found !== undefined) return found
    usual ??= usualAuthorities()
    const ca = certificates === null ? [...usual] : [...usual, certificates]
    const context = tls.createSecureContext({ ca, minVersion: 'TLSv1.2' })
    known.set(name, context)
    return context
  }
}

/** What Node has from 22.15 on, and what the types of an older one do not know. */
interface NewerTls {
  getCACertificates?(kind: 'bundled' | 'system' | 'extra'): string[]
}

/** Older runtimes know only the authorities they were built with. */
function usualAuthorities(): string[] {
  const { getCACertificates: read } = tls as NewerTls
  if (read === undefined) return [...tls.rootCertificates]
  const all = (['bundled', 'system', 'extra'] as const).flatMap((kind) => readable(() => read(kind)))
  return [...new Set(all)]
}

/** A store that cannot be read must not keep the others from being used. */
function readable(read: () => string[]): string[] {
  try {
    return read()
  } catch {
    return []
  }
}

/** As OpenSSL and BoringSSL write the signatures that can be forged into a certificate: MD5 and SHA-1, with RSA or ECDSA. */
const FORGEABLE = ['06092a864886f70d010104', '06092a864886f70d010105', '06072a8648ce3d0401'].map((hex) =>
  Buffer.from(hex, 'hex'),
)
const LONGEST_CHAIN = 10

/** For `tls.connect`: besides the name, every signature below the authority counts. Not every runtime looks at them. */
export function checkIdentity(hostname: string, certificate: tls.PeerCertificate): Error | undefined {
  return hasWeakLink(certificate)
    ? Object.assign(new Error('signed with MD5 or SHA-1'), { code: 'CERT_SIGNATURE_TOO_WEAK' })
    : tls.checkServerIdentity(hostname, certificate)
}

function hasWeakLink(leaf: tls.PeerCertificate): boolean {
  let link: tls.PeerCertificate | tls.DetailedPeerCertificate | undefined = leaf
  for (let depth = 0; link !== undefined && depth < LONGEST_CHAIN; depth++) {
    const above: tls.DetailedPeerCertificate | undefined =
      'issuerCertificate' in link ? link.issuerCertificate : undefined
    // What an authority says of itself is not believed for its signature.
    if (above === undefined || above === link || above.raw?.equals(link.raw)) return false
    const { raw } = link
    if (FORGEABLE.some((oid) => raw.includes(oid))) return true
    link = above
  }
  return false
}
