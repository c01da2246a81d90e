/** Which of our two languages a text is in, and how long it is in a model's eyes. */

export const LANGUAGES = ['en', 'zh-TW'] as const
export type Language = (typeof LANGUAGES)[number]

/** A sentence in both languages. */
export type InBoth = Record<Language, string>

/** Any Han character makes a text Chinese. Another language needs its own mark here: the answer is in what this says. */
export const languageOf = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh-TW' : 'en')

/** A plausible token count: one per Han character, one per four other characters. */
export function tokensIn(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han + Math.ceil((text.length - han) / 4)
}
