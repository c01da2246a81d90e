/** Lets an assistant say which files came with a question, so that whoever attached them sees that they arrived. */
import type { InBoth, Language } from './language.ts'
import type { Move, Script } from './script.ts'
import type { FileRecord } from './store.ts'
import type { Message } from './wire.ts'

const OPENING: InBoth = { en: 'Received with your question:', 'zh-TW': '隨問題收到：' }
const BYTES: InBoth = { en: 'bytes', 'zh-TW': '位元組' }

/** The script with a list of the files at the end of its last message; behind the text, so that no citation moves. */
export function withReceipt(script: Script, files: readonly FileRecord[], language: Language): Script {
  const at = script.findLastIndex((move) => move.do === 'say')
  if (files.length === 0 || at === -1) return script
  const lines = files.map(({ file }) => `- \`${plain(file.filename)}\` (${file.bytes} ${BYTES[language]})`)
  const receipt = `\n\n${OPENING[language]}\n\n${lines.join('\n')}`
  return script.with(at, told(script[at], receipt))
}

function told(move: Move | undefined, receipt: string): Move {
  if (move?.do !== 'say') throw new Error('no words to add to')
  return { ...move, text: move.text + receipt }
}

const plain = (name: string): string => name.replace(/[`\p{Cc}]/gu, '')

/** The files a message names that are here: attached, or shown as pictures. */
export function filesWith(
  message: Message | undefined,
  files: ReadonlyMap<string, FileRecord>,
): FileRecord[] {
  if (message === undefined) return []
  const attached = message.attachments.map((entry) =>
    typeof entry === 'object' && entry !== null && 'file_id' in entry ? entry.file_id : null,
  )
  const shown = message.content.map((part) => (part.type === 'image_file' ? part.image_file.file_id : null))
  return [...new Set([...attached, ...shown])].flatMap((id) =>
    typeof id === 'string' ? (files.get(id) ?? []) : [],
  )
}
