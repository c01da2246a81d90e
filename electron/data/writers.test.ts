/** Exported files: nothing in them does anything, nothing of them breaks out of its place, and no key is in them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportFile } from '../../shared/domain/export.ts'
import { createStamps } from './stamps.ts'
import { stamp, subjectOf } from './test-subject.ts'
import { escapeHtml, saidHtml } from './html-text.ts'
import { writeHtml } from './write-html.ts'
import { writeJson } from './write-json.ts'
import { writeMarkdown } from './write-markdown.ts'

const PAGE = { language: 'en', stamp, styleSource: "'sha256-abc='" }
const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'
/** Looks like no key anyone knows, and holds what every format escapes. */
const ODD_KEY = 'p@ss<w>"&_*`[x](y)~9'
const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</pre></code></details></main>',
  '</style><style>*{display:none}',
  '<!-- ',
  ']]>',
  '\u2028\u2029',
  '\u202etxt.exe\u2066',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '\u0000\ud800',
  '```\n</code>',
  '`<b>`**<i>**',
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''))

const html = (text: string, secrets: string[] = []) => [...writeHtml(subjectOf(text, secrets), PAGE)].join('')
const markdown = (text: string, secrets: string[] = []) =>
  [...writeMarkdown(subjectOf(text, secrets), stamp)].join('')
const json = (text: string, secrets: string[] = [], count = 1) =>
  [...writeJson(subjectOf(text, secrets, count))].join('')

describe('a key', () => {
  it.each([KEY, ODD_KEY, `Bearer ${KEY}`])('that a server may echo anywhere is in no file: %s', (text) => {
    const secret = text.replace('Bearer ', '')
    for (const file of [html(text, [secret]), markdown(text, [secret]), json(text, [secret])]) {
      for (const spelled of [
        secret,
        escapeHtml(secret),
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
      ])
        expect(file.includes(spelled)).toBe(false)
      expect(file).toContain('redacted')
    }
  })
})

describe('a page', () => {
  /** Every tag the writers make; anything else would be someone's text. */
  const TAGS =
    /^\/?(html|head|meta|title|style|body|main|header|article|details|summary|h1|h2|p|ul|li|div|pre|code|bdi|time|span|strong|a)$/

  it('holds no tag and no attribute that a text put there, whatever it says', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tags = [
          ...html(text)
            .replace('<!doctype html>', '')
            .replace(/<style>[^]*?<\/style>/, '')
            .matchAll(/<([^>]*)>/g),
        ]
        for (const [, tag = ''] of tags) {
          const [name = ''] = tag.split(/\s/, 1)
          expect(name).toMatch(TAGS)
          expect(tag.replace(/"[^"]*"/g, '""')).toMatch(/^\/?[a-z0-9]+( [a-z-]+(="")?)*$/)
          expect(tag).not.toMatch(/ on[a-z]+=|\bsrc=|javascript:/i)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('shows a text to the letter', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const entities: Record<string, string> = {
          '&lt;': '<',
          '&gt;': '>',
          '&quot;': '"',
          '&#39;': "'",
          '&#96;': '`',
          '&amp;': '&',
        }
        const shown = escapeHtml(text).replace(
          /&(lt|gt|quot|#39|#96|amp);/g,
          (entity) => entities[entity] ?? '',
        )
        expect(shown).toBe(text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '\ufffd'))
      }),
    )
  })

  it('keeps code in its fence, also one that is never closed', () => {
    expect(saidHtml('Look:\n```js\nif (a < b) {}\n```\nDone')).toBe(
      '<p dir="auto">Look:</p><pre dir="ltr"><code>if (a &lt; b) {}</code></pre><p dir="auto">Done</p>',
    )
    expect(saidHtml('```\nopen')).toBe('<pre dir="ltr"><code>open</code></pre>')
  })

  it('allows its own style and nothing else', () => {
    expect(html('Hi')).toContain(
      "content=\"default-src 'none'; style-src &#39;sha256-abc=&#39;; base-uri 'none'; form-action 'none'\"",
    )
  })
})

describe('Markdown', () => {
  it('keeps what was said in quotes: no line of a text begins a heading, a fence or a list of the document', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const wrapped = `# ${text}\n\n~~~\n${text}\n- x\r# y`
        const lines = markdown(wrapped).split('\n')
        let fence: string | null = null
        let titles = 0
        for (const line of lines) {
          const marks = /^(`{3,})[a-z]*$/.exec(line)?.[1]
          if (fence === null && marks !== undefined) fence = marks
          else if (fence !== null && line === fence) fence = null
          else if (fence === null && line.startsWith('# ')) titles += 1
          else if (fence === null) expect(line).toMatch(/^($|> |#{2,3} |- |[^\s#>~`-])/u)
        }
        expect(fence).toBeNull()
        expect(titles).toBe(1)
      }),
      { numRuns: 60 },
    )
  })

  it('fences code with more marks than it holds', () => {
    expect(markdown('a ````` b')).toContain('``````python\na ````` b\n``````')
  })
})

describe('JSON', () => {
  it('is one valid document of the written form, whatever is in it and however long', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 130 }), (text, count) => {
        const file = JSON.parse(json(text, [], count)) as ExportFile
        expect(file).toMatchObject({
          format: 'assistant-desk-conversation',
          version: 1,
          timeZone: 'Asia/Taipei',
        })
        expect(file.messages).toHaveLength(count * 2)
        expect(file.runs).toHaveLength(1)
      }),
      { numRuns: 15 },
    )
  })

  it('says when, with the zone, and what the assistant was', () => {
    const file = JSON.parse(json('Hi')) as ExportFile
    expect(file.messages[0]?.createdAt).toBe('2026-11-22T14:05:09.120+08:00')
    expect(file.runs[0]).toMatchObject({
      endedAt: '2026-11-22T14:05:10.620+08:00',
      usage: { total: 3 },
      assistantSnapshot: { model: 'Hi' },
    })
  })

  it.each([
    ['UTC', '2026-11-22T06:05:09.120+00:00'],
    ['America/St_Johns', '2026-11-22T02:35:09.120-03:30'],
    ['Asia/Kathmandu', '2026-11-22T11:50:09.120+05:45'],
  ])('writes times of %s', (zone, written) => {
    expect(createStamps(zone)(Date.UTC(2026, 10, 22, 6, 5, 9, 120))).toBe(written)
  })
})
