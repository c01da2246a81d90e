/** Guesses the language of a text, so that it is spoken by the right voice and Chinese gets its own line height and emphasis. */

/** As the page writes it; empty says that the language is not known, whatever that of the window is. */
export type Language = 'zh-TW' | 'ja' | 'ko' | 'en' | ''

const HAN = /[\u3400-\u9fff\uf900-\ufaff]/g
const KANA = /[\u3041-\u30ff]/g
const HANGUL = /[\uac00-\ud7af\u1100-\u11ff]/g
const LETTER = /\p{L}/gu
/** A Chinese character says about as much as four letters. */
const LETTERS_PER_CHARACTER = 4
/** Japanese has kana all through; Chinese quotes some. */
const KANA_SHARE = 0.1
const LOOKED_AT = 2_000

/** What an English sentence can hardly do without, and other languages of these letters do. */
const ENGLISH =
  /\b(?:the|of|and|to|is|are|was|it|you|your|that|this|with|for|what|how|why|which|can|not|have|has|an|my|please)\b/gi
/** One such word in so many letters. */
const ENGLISH_LETTERS = 40

/** Undefined where there is nothing to tell by: then it is that of the window. */
export function languageOf(text: string): Language | undefined {
  const start = text.slice(0, LOOKED_AT)
  const letters = count(start, LETTER)
  if (letters === 0) return undefined
  const [han, kana, hangul] = [count(start, HAN), count(start, KANA), count(start, HANGUL)]
  const others = letters - han - kana - hangul
  if ((han + kana + hangul) * LETTERS_PER_CHARACTER < others) return isEnglish(start, letters) ? 'en' : ''
  if (hangul > han + kana) return 'ko'
  return kana > (han + kana) * KANA_SHARE ? 'ja' : 'zh-TW'
}

const isEnglish = (text: string, letters: number): boolean =>
  count(text, ENGLISH) >= Math.ceil(letters / ENGLISH_LETTERS)

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0
