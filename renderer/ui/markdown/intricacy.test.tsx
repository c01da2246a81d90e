/** Texts that would hold up the window are told by counting, and just below the limit they are drawn at once. */
import { readdirSync, readFileSync } from 'node:fs'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown } from './Markdown.tsx'
import { isTooIntricate } from './intricacy.ts'
import { BOMBS, LENGTH } from '../../../practice-server/broken/bombs.ts'

/** Of the processor: far more than it takes anywhere, far less than a hang. */
const HANGS_MS = 30_000

/** The longest beginning that is drawn. */
function mostOf(text: string): string {
  let [drawn, refused] = [0, text.length]
  if (!isTooIntricate(text)) return text
  while (refused - drawn > 1) {
    const middle = Math.floor((drawn + refused) / 2)
    if (isTooIntricate(text.slice(0, middle))) refused = middle
    else drawn = middle
  }
  return text.slice(0, drawn)
}

const draw = (text: string, isGrowing: boolean) =>
  render(
    <Markdown
      text={text}
      marks={[]}
      isGrowing={isGrowing}
      onOpenLink={() => undefined}
      renderMark={() => null}
    />,
  )

describe('a bomb of 200 kB', () => {
  it.each(Object.entries(BOMBS))(
    'of %s is shown as it was written, or drawn',
    { timeout: 240_000 },
    (...[, make]) => {
      const text = make(LENGTH)
      const begun = process.cpuUsage()
      const { container, unmount } = draw(text, false)
      expect(container.textContent).not.toBe('')
      if (isTooIntricate(text)) expect(screen.getByRole('note').textContent).toContain('Too intricate')
      unmount()
      for (const isGrowing of [true, false]) draw(mostOf(text), isGrowing).unmount()
      const { user, system } = process.cpuUsage(begun)
      expect((user + system) / 1_000).toBeLessThan(HANGS_MS)
    },
  )

  it('is shown to its last letter', () => {
    const text = `${'['.repeat(LENGTH)} the end`
    const { container } = draw(text, false)
    expect(container.textContent).toContain(text)
  })
})

describe('what people and models write', () => {
  const guide = ['en', 'zh-TW'].flatMap((language) =>
    readdirSync(`docs/guide/${language}`).map((name) =>
      readFileSync(`docs/guide/${language}/${name}`, 'utf8'),
    ),
  )

  it('is drawn: every help page of this app, its architecture, its changes', () => {
    const written = [
      ...guide,
      readFileSync('ARCHITECTURE.md', 'utf8'),
      readFileSync('CONTRIBUTING.md', 'utf8'),
    ]
    expect(written.filter(isTooIntricate)).toEqual([])
  })

  const LONG: [name: string, text: string][] = [
    [
      'a hundred pages of prose',
      'A paragraph of **some** words, with [a link](https://example.com) and `code` in it, as long as such paragraphs are; nothing else happens here.\n\n'.repeat(
        500,
      ),
    ],
    [
      'code of 200 kB',
      `Here:\n\n\`\`\`ts\n${'const found = list.map(([name, value]) => `${name}: ${value[0]}`)\n'.repeat(3_000)}\`\`\``,
    ],
    [
      'a table of 250 rows',
      `| a | b | c | d |\n|---|---|---|---|\n${'| one | two | three | four |\n'.repeat(250)}`,
    ],
    ['a list of 800 things', '- one thing and **another**\n'.repeat(800)],
    ['a hundred formulas', 'So $$a^2 + b^2 = c^2$$ and \\(x_1\\).\n\n'.repeat(100)],
    ['data of one line', `{"a":[${'1,'.repeat(9_000)}1]}`],
  ]
  it.each(LONG)('is drawn: %s', (_name, text) => expect(isTooIntricate(text)).toBe(false))
})

it('a text the parser stumbles over does not take the window with it', () => {
  // Below the limit of depth in each line, and all the same one block in another.
  const text = Array.from({ length: 39 }, (_, at) => `${'> '.repeat(at)}- a`).join('\n')
  const { container } = draw(text, false)
  expect(container.textContent).toContain('a')
})
