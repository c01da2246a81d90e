/** Chooses the dictionaries for what a person writes: their system's languages, and English. Pure. */

/** No more than this many: each is fetched, and each slows typing. */
const MOST = 3
const ENGLISH = 'en-US'

/** `available` is what the checker has; languages it lacks, such as Chinese, are left out. */
export function dictionariesFor(preferred: readonly string[], available: readonly string[]): string[] {
  const wanted = [...preferred, ENGLISH].flatMap((tag) => nearest(tag, available) ?? [])
  return [...new Set(wanted)].slice(0, MOST)
}

/** The same language and country, else the same language. */
function nearest(tag: string, available: readonly string[]): string | undefined {
  const lower = tag.toLowerCase()
  const [language = ''] = lower.split('-')
  return (
    available.find((one) => one.toLowerCase() === lower) ??
    available.find((one) => one.toLowerCase() === language) ??
    available.find((one) => one.toLowerCase().startsWith(`${language}-`))
  )
}
