/** Days and moments as this computer's zone has them, for names of files. */

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-22`. */
export function localDay(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `20261122-140509`. */
export function localStamp(at: number): string {
  const date = new Date(at)
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('')
  return `${localDay(at).replaceAll('-', '')}-${time}`
}
