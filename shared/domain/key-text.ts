/** Takes an API key out of what gets copied along with it. */

/** Quotes, `Bearer`, a header's or variable's name. */
const COPIED_ALONG = [
  /^(export\s+)?[a-z_-]*(api[_-]?key|authorization)\s*[=:]\s*/i,
  /^["'`“”‘’「」]+|["'`“”‘’「」;,]+$/g,
  /^Bearer\s+/i,
]

/** Line breaks, spaces and marks nobody sees. No key has them, wherever they stand. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}]+/gu

/** The key alone. What surrounds it may be nested: `"Bearer 'sk-…'"`. */
export function tidyKey(written: string): string {
  const bare = unwrapped(written)
  return bare.replace(INVISIBLE, '')
}

function unwrapped(written: string): string {
  const plain = written.replace(/\p{Cf}+/gu, '').trim()
  const shorter = COPIED_ALONG.reduce((text, copied) => text.replace(copied, '').trim(), plain)
  return shorter === written ? shorter : unwrapped(shorter)
}
