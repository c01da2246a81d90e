/** Finds the passages that fit a question: shared words, rare ones counting more; for Chinese, pairs of characters. Pure. */

export interface Ranked<T> {
  item: T
  /** 0 to 1: which share of the question's weight the text holds. */
  score: number
}

interface Subject {
  /** Words in a heading count double. */
  heading: string
  text: string
}

const EMPTY_WORDS = new Set(
  (
    'a an and any are as at be but by can could do does did for from get has have how i if in into is it its me ' +
    'my no not of on or our please so some tell than that the their them then there these they this to us use ' +
    'was we what when where which who why will with would you your about explain'
  ).split(' '),
)

const EMPTY_PAIRS = new Set(
  '什麼 怎麼 如何 為什 可以 請問 我要 一個 這個 那個 哪裡 是什 麼是 的是 是不 不是 有什 麼用 是否 告訴 訴我 怎樣'.split(
    ' ',
  ),
)

/** The terms of a text, each once. */
export function termsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = (plain.match(/[\p{Script=Latin}\d_]+/gu) ?? [])
    .map((word) => word.replace(/(?<=..)(?:ies|es|s|ing|ed)$/, ''))
    .filter((word) => !EMPTY_WORDS.has(word))
  const pairs = (plain.match(/\p{Script=Han}+/gu) ?? [])
    .flatMap((run) => Array.from(run).map((character, at, all) => character + (all[at + 1] ?? '')))
    .filter((pair) => pair.length > 1 && !EMPTY_PAIRS.has(pair))
  return new Set([...words, ...pairs])
}

/** Best first; what shares nothing with the question is left out. */
export function rank<T extends Subject>(question: string, items: readonly T[]): Ranked<T>[] {
  const wanted = termsOf(question)
  const known = items.map((item) => ({ item, heading: termsOf(item.heading), text: termsOf(item.text) }))
  const weightOf = new Map<string, number>()
  let whole = 0
  for (const term of wanted) {
    const holders = known.filter(({ heading, text }) => heading.has(term) || text.has(term)).length
    const weight = Math.log(1 + items.length / (1 + holders))
    weightOf.set(term, weight)
    whole += weight
  }
  if (whole === 0) return []
  return known
    .map(({ item, heading, text }) => {
      let held = 0
      for (const [term, weight] of weightOf) {
        if (heading.has(term)) held += weight
        else if (text.has(term)) held += weight / 2
      }
      // A heading that says nothing else is more to the point than a long one with the same word in it.
      const inHeading = [...heading].filter((term) => wanted.has(term)).length
      const focus = 0.8 + (0.2 * inHeading) / Math.max(1, heading.size)
      return { item, score: Math.round((held / whole) * focus * 1000) / 1000 }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
}
