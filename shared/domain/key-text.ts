/** Takes an API key out of what gets copied along with it. */

/** Quotes, `Bearer`, a header's or variable's name. */
const COPIED_ALONG = [
  /^(export\s+)?[a-z_-]*(api[_-]?key|authorization)\s*[=:]\s*/i,
  /^["'`“”‘’「」]+|["'`“”‘’「」;,]+$/g,
  /^Bearer\s+/i,
]

/** Line breaks, spaces and marks nobody sees. No key has them, wherever they stand. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}]+/gu

/** The key alone. */
export function tidyKey(written: string): string {
  const tidied = unwrapKey(written.replace(/\p{Cf}+/gu, '')).replace(INVISIBLE, '')
  return tidied === written ? tidied : tidyKey(tidied)
}

/** Only without what surrounds it, which may be nested: `"Bearer 'sk-…'"`. What is inside stays, whatever it is. */
export function unwrapKey(written: string): string {
  const shorter = COPIED_ALONG.reduce((text, copied) => text.replace(copied, '').trim(), written.trim())
  return shorter === written ? shorter : unwrapKey(shorter)
}
