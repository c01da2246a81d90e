/** Characters that cannot be seen and make a text look like another: written out as `\u202E` or left out. Pure. */

/** Turns of the direction, and letters that take no room. Joiners are meant where the script needs them. */
const UNSEEN =
  /(?!\p{Variation_Selector}|[\u200c\u200d])\p{Default_Ignorable_Code_Point}|[\u2028\u2029\ufff9-\ufffb]|(?<=[\0-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\0-\u024f]|$)/gu
/** Of these even a sentence needs none: they show its letters in another order, or hide whole words. */
const TURNING = /[\u202a-\u202e]|(?<![\u{1f3f4}\u{e0000}-\u{e007f}])[\u{e0000}-\u{e007f}]+/gu

/** For names, addresses and code: whatever cannot be seen is written out. */
export const showUnseen = (text: string): string => text.replace(UNSEEN, writtenOut)

/** For sentences: marks that languages need stay, what deceives is written out. */
export const showTurns = (text: string): string =>
  text.replace(TURNING, (found) => Array.from(found, writtenOut).join(''))

/** For names that are shown and never sent. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '')

function writtenOut(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase() ?? ''
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}
