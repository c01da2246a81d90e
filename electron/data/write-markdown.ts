/**
 * Writes a conversation as Markdown. What people and assistants said stands in quotes, so that no heading, fence or list
 * of theirs reaches beyond its message; what is shown to the letter has a fence longer than any within.
 */
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
import type { WriteStamp } from './stamps.ts'

export function* writeMarkdown({ head, pages }: ExportSubject, stamp: WriteStamp): Generator<string, void> {
  yield `# ${inline(titleOf(head))}\n\n${factList(factsOfConversation(head))}\n`
  for (const { messages, runs } of pages()) {
    const sections = messages.flatMap((message) => [
      sectionOfMessage(message, head),
      ...runs.filter(({ messageId }) => messageId === message.id).map((run) => sectionOfRun(run, stamp)),
    ])
    yield sections.map(sectionText).join('')
  }
}

/** A list of files with the titles of what is in them. */
export const markdownIndex = (title: string, files: readonly { name: string; title: string }[]): string =>
  `# ${inline(title)}\n\n${files.map((file) => `- [${inline(file.title)}](<${encodeURIComponent(file.name)}>)\n`).join('')}`

function sectionText({ kind, title, at, blocks }: Section): string {
  const level = kind === 'run' ? '###' : '##'
  return `\n${level} ${inline(title)}${at === '' ? '' : ` · ${at}`}\n\n${blocks.map(blockText).join('\n')}`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'said':
      return `${quoted(block.text)}\n`
    case 'exact':
      return `${inline(block.label)}\n\n${fenced(block.text, block.language)}\n`
    case 'facts':
      return factList(block.facts)
    case 'list':
      return `${block.label === '' ? '' : `${inline(block.label)}\n\n`}${block.items.map((item) => `- ${inline(item)}\n`).join('')}`
  }
}

const factList = (facts: readonly Fact[]): string =>
  facts
    .map(({ label, value, isCode }) => {
      const shown = isCode === true ? codeSpan(value) : inline(value)
      return `- ${label === '' ? '' : `${inline(label)}: `}${shown}\n`
    })
    .join('')

/** Every way a line can end in Markdown. */
const LINE_ENDS = /\r\n|[\r\n]/

const quoted = (text: string): string =>
  text
    .split(LINE_ENDS)
    .map((line) => `> ${line}`)
    .join('\n')

function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text.split(LINE_ENDS).join('\n')}\n${fence}`
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

/** Text in a line of its own, in which nothing is a sign of Markdown. */
const inline = (text: string): string =>
  text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>()!|~&$]/g, '\\$&')
    // Signs only where a line begins.
    .replace(/^[-+#=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')

function codeSpan(text: string): string {
  const line = text.replace(/[\s\u2028\u2029]+/g, ' ')
  const ticks = '`'.repeat(longestRun(line) + 1)
  return line.startsWith('`') || line.endsWith('`') ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`
}
