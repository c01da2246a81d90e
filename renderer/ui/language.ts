/** Guesses the language of a text, so that Chinese gets its own line height and no slant. */

const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/g
const LATIN = /[A-Za-z]/g
/** A Chinese character says about as much as three letters. */
const LETTERS_PER_CHARACTER = 3
const LOOKED_AT = 2_000

/** `zh-TW` when most of it is Chinese, nothing when that is not sure. */
export function languageOf(text: string): 'zh-TW' | undefined {
  const start = text.slice(0, LOOKED_AT)
  const chinese = start.match(CHINESE)?.length ?? 0
  const latin = start.match(LATIN)?.length ?? 0
  return chinese > 0 && chinese * LETTERS_PER_CHARACTER >= latin ? 'zh-TW' : undefined
}
