/** Hostile answers, one by one: nothing forbidden is drawn, whole or growing, and nothing asks for an address by itself. */
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { hostileMarkdown } from '../../../practice-server/broken/hostile-markdown.ts'
import { Markdown } from './Markdown.tsx'

const TARGET = 'http://127.0.0.1:9'
const CASES = Object.entries(hostileMarkdown(TARGET)).flatMap(([kind, texts]) =>
  texts.map((text, at) => [`${kind} ${at + 1}`, text] as const),
)
/** The last one is what a task list has: it cannot be pressed. */
const FORBIDDEN =
  'script, iframe, frame, form, style, object, embed, video, audio, source, link, meta, base, img, template, dialog, textarea, select, math, foreignObject, webview, input:not([type="checkbox"][disabled])'
const ASKING = [
  'src',
  'srcset',
  'poster',
  'background',
  'action',
  'formaction',
  'ping',
  'data',
  'style',
  'id',
]

/** All that stands in the answer, but not what the app itself draws around code. */
const faultsIn = (container: HTMLElement): string[] => [
  ...[...container.querySelectorAll(FORBIDDEN)].map(({ outerHTML }) => outerHTML),
  ...[...container.querySelectorAll('*')].flatMap((element) =>
    element
      .getAttributeNames()
      .filter((name) => name.startsWith('on') || (ASKING.includes(name) && !isOurs(element, name)))
      .map((name) => `${element.tagName} ${name}=${element.getAttribute(name)}`),
  ),
  ...[...container.querySelectorAll('[href]')]
    .map((element) => element.getAttribute('href') ?? '')
    .filter((href) => !/^(https?|mailto):|^#user-content-/.test(href)),
]

const isOurs = (element: Element, name: string): boolean =>
  (name === 'id' && /^(user-content-|footnote-label$)/.test(element.id)) ||
  (name === 'style' && element.getAttribute('style') === 'display: contents;') ||
  (name === 'style' && element.closest('[data-streamdown="code-block"], .katex') !== null)

describe('a hostile answer', () => {
  it('comes in more than a hundred and fifty kinds', () => expect(CASES.length).toBeGreaterThanOrEqual(150))

  it.each(CASES)('draws nothing forbidden: %s', (_name, text) => {
    for (const isGrowing of [false, true]) {
      const { container, unmount } = render(
        <Markdown
          text={text}
          marks={[]}
          isGrowing={isGrowing}
          onOpenLink={() => undefined}
          renderMark={() => <b data-testid="mark" />}
        />,
      )
      expect(faultsIn(container)).toEqual([])
      expect(container.querySelector('[data-testid="mark"]')).toBeNull()
      unmount()
    }
    expect(globalThis).not.toHaveProperty('__pwned')
    expect({}).not.toHaveProperty('polluted')
  })
})
