/** Takes keys out of any text before it is logged, shown in an error or copied. */

const MASK = '…redacted'
/** What keys look like at the servers we know; `Bearer` and `api-key` are caught by their label. */
const SHAPES = [
  /\b(sk|pk|rk|asst-key|practice)-[A-Za-z0-9_-]{8,}/g,
  /\bBearer\s+[^\s"',;]+/gi,
  /\b(api[-_]?key|authorization|x-api-key)(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi,
]
const SHORTEST_SECRET = 6

/** Replaces each of `secrets`, however it is spelled in a URL or JSON, and everything shaped like a key. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue
    for (const spelling of new Set([
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ])) {
      clean = clean.replaceAll(spelling, MASK)
    }
  }
  for (const shape of SHAPES) {
    clean = clean.replace(shape, (match: string, label: string | undefined, between: string | undefined) => {
      if (typeof between === 'string') return `${label}${between}${MASK}`
      return /^bearer/i.test(match) ? `Bearer ${MASK}` : `${label}-${MASK}`
    })
  }
  return clean
}
