/** Writes a conversation as one HTML file that needs nothing else: no script, nothing from elsewhere, every text escaped. */
import { sectionOfRun } from './export-run.ts'
import {
  factsOfConversation,
  sectionOfMessage,
  titleOf,
  type Block,
  type Fact,
  type Section,
} from './export-sections.ts'
import type { ExportSubject } from './export-subject.ts'
import { HTML_STYLE } from './html-style.ts'
import { escapeHtml, saidHtml } from './html-text.ts'
import type { WriteStamp } from './stamps.ts'

interface Page {
  /** A language tag. */
  language: string
  stamp: WriteStamp
  /** The source expression of the page's only style, such as `'sha256-…'`. */
  styleSource: string
}

export function* writeHtml({ head, pages }: ExportSubject, page: Page): Generator<string, void> {
  const title = titleOf(head)
  yield `${beginning(title, page)}<header><h1><bdi>${escapeHtml(title)}</bdi></h1>\n${factList(factsOfConversation(head))}</header>\n`
  for (const { messages, runs } of pages()) {
    const sections = messages.flatMap((message) => [
      sectionOfMessage(message, head),
      ...runs.filter(({ messageId }) => messageId === message.id).map((run) => sectionOfRun(run, page.stamp)),
    ])
    yield sections.map(sectionHtml).join('')
  }
  yield '</main>\n</body>\n</html>\n'
}

/** A page that leads to the files of an export. */
export const htmlIndex = (
  title: string,
  files: readonly { name: string; title: string }[],
  page: Omit<Page, 'stamp'>,
): string =>
  `${beginning(title, page)}<h1><bdi>${escapeHtml(title)}</bdi></h1>\n<ul>\n${files
    .map(
      (file) =>
        `<li><a href="${escapeHtml(encodeURIComponent(file.name))}"><bdi>${escapeHtml(file.title)}</bdi></a></li>\n`,
    )
    .join('')}</ul>\n</main>\n</body>\n</html>\n`

const beginning = (title: string, { language, styleSource }: Omit<Page, 'stamp'>): string =>
  `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${escapeHtml(styleSource)}; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
`

function sectionHtml({ kind, title, at, blocks }: Section): string {
  const inner = blocks.map(blockHtml).join('')
  const when = at === '' ? '' : ` <time>${escapeHtml(at)}</time>`
  if (kind === 'run')
    return `<details class="run" open><summary><bdi>${escapeHtml(title)}</bdi>${when}</summary>\n${inner}</details>\n`
  return `<article class="${kind}"><h2><bdi>${escapeHtml(title)}</bdi>${when}</h2>\n${inner}</article>\n`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'said':
      return `<div class="said">${saidHtml(block.text)}</div>\n`
    case 'exact':
      return `<p class="label"><bdi>${escapeHtml(block.label)}</bdi></p>\n<pre dir="ltr"><code>${escapeHtml(block.text)}</code></pre>\n`
    case 'facts':
      return factList(block.facts)
    case 'list':
      return `${block.label === '' ? '' : `<p class="label"><bdi>${escapeHtml(block.label)}</bdi></p>\n`}<ul>${block.items
        .map((item) => `<li dir="auto">${escapeHtml(item)}</li>`)
        .join('')}</ul>\n`
  }
}

const factList = (facts: readonly Fact[]): string =>
  facts.length === 0
    ? ''
    : `<p class="facts">${facts
        .map(({ label, value, isCode }) => {
          const shown =
            isCode === true ? `<code>${escapeHtml(value)}</code>` : `<bdi>${escapeHtml(value)}</bdi>`
          return `<span>${label === '' ? '' : `${escapeHtml(label)}: `}${shown}</span>`
        })
        .join(' ')}</p>\n`
