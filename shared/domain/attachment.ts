/** A file that goes with a question: what it is called, what it is for, and what may be wrong with it. Pure. */

/** What the assistant is to do with a file: search in it, work with it in code, look at it. */
export const FILE_PURPOSES = ['search', 'code', 'image'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]

/** A file attached to a message that is not sent yet. The ID is all the window needs to name it: paths stay in main. */
export interface Attachment {
  id: string
  /** As `cleanName` leaves it. */
  name: string
  /** In bytes. */
  size: number
  /** `image/png` and the like for a picture this app shows, told by its bytes; null for everything else. */
  pictureType: string | null
  purpose: FilePurpose
}

/** Why a file cannot be attached or sent. */
export const FILE_PROBLEMS = [
  'empty',
  'too-large',
  'too-large-here',
  'too-many',
  'folder',
  'not-a-file',
  'gone',
  'unreadable',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

const MiB = 1024 * 1024

/** The protocol's own limit for a file, our limit for one that comes through the window, and how many go with a message. */
export const FILE_LIMITS = { bytes: 512 * MiB, bytesThroughWindow: 32 * MiB, perMessage: 10 } as const

export type FileKind = 'picture' | 'document' | 'table' | 'code' | 'archive' | 'other'

const KINDS: Readonly<Record<Exclude<FileKind, 'other'>, ReadonlySet<string>>> = {
  picture: new Set('png jpg jpeg gif webp bmp svg tif tiff heic avif'.split(' ')),
  document: new Set('pdf doc docx odt rtf md txt tex html htm ppt pptx odp epub'.split(' ')),
  table: new Set('csv tsv xls xlsx ods parquet'.split(' ')),
  code: new Set('json xml yaml yml js ts py rb go java c cpp cs css php sh sql log ipynb'.split(' ')),
  archive: new Set('zip gz tar tgz 7z rar bz2 xz'.split(' ')),
}

/** What kind of file a name promises. */
export function kindOf(name: string): FileKind {
  const ending = endingOf(name)
  for (const [kind, endings] of Object.entries(KINDS))
    // The keys of KINDS are file kinds by its type.
    if (endings.has(ending)) return kind as FileKind
  return 'other'
}

/** The ending of a name in small letters, without its dot; empty when there is none. */
export const endingOf = (name: string): string => /[^.]\.([^.\s]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** What file search reads; the rest is for code. */
const SEARCHABLE = new Set(
  'c cpp cs css doc docx go html java js json md pdf php pptx py rb sh tex ts txt'.split(' '),
)

/** A first guess that the person can change. `tools` are the assistant's as far as they are known. */
export function purposeFor(
  { name, pictureType }: Pick<Attachment, 'name' | 'pictureType'>,
  tools: readonly string[] = [],
): FilePurpose {
  if (pictureType !== null) return 'image'
  const canSearch = SEARCHABLE.has(endingOf(name))
  const isOnlyCode = tools.includes('code_interpreter') && !tools.includes('file_search')
  return canSearch && !isOnlyCode ? 'search' : 'code'
}

/** The purposes a file can have. Only what this app can show is sent as a picture. */
export const purposesOf = ({ pictureType }: Pick<Attachment, 'pictureType'>): FilePurpose[] =>
  FILE_PURPOSES.filter((purpose) => purpose !== 'image' || pictureType !== null)

const LONGEST_NAME_BYTES = 255
const LONGEST_ENDING_BYTES = 32
const NAMELESS = 'file'

/** Left out: control characters, lone surrogates and everything that changes the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu
/** Not allowed in names at Windows, and the quote would end a name in a multipart header. */
const NOT_IN_NAMES = /["<>:|?*]/g
const AT_THE_ENDS = /^[\s.\-~\u200c\u200d]+|[\s.\u200c\u200d]+$/g
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i

/** A name that is safe as a file's name everywhere and in a header. Never empty, never a path, at most 255 bytes of UTF-8. */
export function cleanName(written: string): string {
  const last = written.split(/[/\\]/).findLast((part) => part.replace(AT_THE_ENDS, '') !== '') ?? ''
  const plain = last
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(NOT_IN_NAMES, '_')
    .replace(/\s+/g, ' ')
    .replace(AT_THE_ENDS, '')
  const named = plain === '' ? NAMELESS : plain
  return cut(DEVICE.test(named) ? `_${named}` : named)
}

/** Cuts the stem and keeps the ending, between characters a person sees as one. */
function cut(name: string): string {
  if (bytesOf(name) <= LONGEST_NAME_BYTES) return name
  const dot = name.lastIndexOf('.')
  const hasEnding = dot > 0 && bytesOf(name.slice(dot)) <= LONGEST_ENDING_BYTES
  const ending = hasEnding ? name.slice(dot) : ''
  const stem = hasEnding ? name.slice(0, dot) : name
  const room = LONGEST_NAME_BYTES - bytesOf(ending)
  let kept = ''
  let used = 0
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    used += bytesOf(segment)
    if (used > room) break
    kept += segment
  }
  // One visible character may be made of hundreds of code points.
  const most = kept === '' ? NAMELESS : kept
  return (hasEnding ? most : most.replace(AT_THE_ENDS, '')) + ending
}

/** The length in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** `name`, or `name (2)` and so on where it is taken: two files of one message can be told apart. */
export function distinctName(name: string, taken: readonly string[]): string {
  const dot = endingOf(name) === '' ? name.length : name.lastIndexOf('.')
  for (let count = 1; ; count += 1) {
    const next = count === 1 ? name : cleanName(`${name.slice(0, dot)} (${count})${name.slice(dot)}`)
    if (!taken.includes(next)) return next
  }
}
