/** Texts that parsers of markdown take very long over, or fall over, each of any length. */

/** As long as the answers of the journeys that send them. */
export const LENGTH = 200_000

const fill = (piece: string) => (length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

export const BOMBS: Readonly<Record<string, (length: number) => string>> = {
  'open brackets': fill('['),
  'open pictures': fill('!['),
  'stars and letters': fill('*a'),
  'stars of two lengths': fill('**a *a '),
  'emphasis of every kind': fill('*_~**__~~a'),
  'underscores that close stars': fill('_a*_'),
  'stars round one letter': (length) => `${'*'.repeat(length / 2)}a${'*'.repeat(length / 2)}`,
  'quotes in quotes': fill('>'),
  'quotes and lists in each other': fill('> - '),
  'numbers in numbers': fill('1) '),
  'lists further and further in': (length) =>
    Array.from({ length: Math.floor(Math.sqrt(length)) }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n'),
  'brackets behind a fence in a tag': (length) => `<pre>\n\`\`\`\n</pre>\n\n${fill('[')(length)}`,
  'brackets behind a fence in a formula': (length) => `$$\n\`\`\`\n$$\n\n${fill('[')(length)}`,
  'items of open brackets': fill('- [[*a[[*a\n'),
  'a table of very many rows': (length) => `|a|b|\n|-|-|\n${fill('|x|y|\n')(length)}`,
  'a table of very many columns': (length) => `${fill('|a')(length / 2)}|\n${fill('|-')(length / 2)}|`,
  'open links': fill('[a]('),
  'links with an angle': fill('[a](<b'),
  'links in links': (length) => `${'['.repeat(length / 5)}a${'](x)'.repeat(length / 5)}`,
  'definitions of links': (length) =>
    `${Array.from({ length: length / 40 }, (_, at) => `[r${at}]: /u${at}\n`).join('')}${fill('[r0] ')(length / 2)}`,
  footnotes: (length) => `${fill('[^a]')(length)}\n\n[^a]: b`,
  'formulas begun': fill('$$a '),
  'formulas in brackets begun': fill('\\['),
  'formulas in a row': fill('$$x^2$$ '),
  backticks: fill('`a'),
  'backticks of every length': (length) => {
    let text = ''
    for (let count = 1; text.length < length; count++) text += `${'`'.repeat(count)} `
    return text
  },
  angles: fill('<'),
  'tags begun': fill('<a '),
  'comments begun': fill('<!--'),
  'character data begun': fill('<![CDATA['),
  'line breaks in tags': fill('<br>'),
  addresses: fill('http://a'),
  'mail addresses': fill('a@b.c'),
  'one long mail address': (length) => `${'a'.repeat(length / 2)}@${fill('a.')(length / 2)}`,
  'Chinese between stars': fill('**「保固」**，'),
  'Chinese behind open stars': fill('**「'),
  entities: fill('&amp;'),
  ampersands: fill('&'),
  backslashes: fill('\\'),
  headings: fill('# a\n'),
  'headings with a line below': fill('a\n=\n'),
  'headings with a line below, apart': fill('a\n=\n\n'),
  'blocks of code': fill('```js\na\n```\n'),
  'lists of things to do': fill('- [ ] a\n'),
  paragraphs: fill('a\n\n'),
  lines: fill('a\n'),
  'one word': fill('x'),
  'accents on one letter': (length) => `a${'\u0301'.repeat(length - 1)}`,
  'one line of code': (length) => `\`\`\`\n${fill('a + ')(length - 8)}\n\`\`\``,
  'one line of Chinese': fill('「保固」的說明，'),
  'many long lines of Chinese': (length) => fill(`${'「保固」的說明，'.repeat(2_400)}\n\n`)(length),
  'one formula': (length) => `$$${fill('a+')(length - 4)}$$`,
}
