/** Words for what may be wrong with a file: before it leaves, at the server, and on its way back. */
import { FILE_LIMITS, type FileProblem } from '../domain/attachment.ts'
import { say, type Explain } from './explain-shape.ts'
import { m } from './generated/messages.js'

const MEGABYTE = 1024 * 1024
const LARGEST = { megabytes: FILE_LIMITS.bytes / MEGABYTE }
const LARGEST_HERE = { megabytes: FILE_LIMITS.bytesThroughWindow / MEGABYTE }

type Sentences = [title: string, why: string, todo: string]

const PROBLEMS: Record<FileProblem, (name: string) => Sentences> = {
  empty: (name) => [m.err_file_empty_title({ name }), m.err_file_empty_why(), m.err_file_empty_todo()],
  'too-large': (name) => [
    m.err_file_too_large_title({ name }),
    m.err_file_too_large_why(LARGEST),
    m.err_file_too_large_todo(),
  ],
  'too-large-here': (name) => [
    m.err_file_too_large_here_title({ name }),
    m.err_file_too_large_here_why(LARGEST_HERE),
    m.err_file_too_large_here_todo(),
  ],
  'too-many': (name) => [
    m.err_file_too_many_title({ name }),
    m.err_file_too_many_why({ count: FILE_LIMITS.perMessage }),
    m.err_file_too_many_todo(),
  ],
  folder: (name) => [m.err_file_folder_title({ name }), m.err_file_folder_why(), m.err_file_folder_todo()],
  'not-a-file': (name) => [
    m.err_file_not_a_file_title({ name }),
    m.err_file_not_a_file_why(),
    m.err_file_not_a_file_todo(),
  ],
  gone: (name) => [m.err_file_gone_title({ name }), m.err_file_gone_why(), m.err_file_gone_todo()],
  unreadable: (name) => [
    m.err_file_unreadable_title({ name }),
    m.err_file_unreadable_why(),
    m.err_file_unreadable_todo(),
  ],
}

const REFUSED = {
  'too-large': (name: string): Sentences => [
    m.err_upload_too_large_title({ name }),
    m.err_upload_too_large_why(),
    m.err_upload_too_large_todo(),
  ],
  'wrong-type': (name: string): Sentences => [
    m.err_upload_wrong_type_title({ name }),
    m.err_upload_wrong_type_why(),
    m.err_upload_wrong_type_todo(),
  ],
  'no-files': (name: string): Sentences => [
    m.err_upload_no_files_title({ name }),
    m.err_upload_no_files_why(),
    m.err_upload_no_files_todo(),
  ],
  other: (name: string): Sentences => [
    m.err_upload_other_title({ name }),
    m.err_upload_other_why(),
    m.err_upload_other_todo(),
  ],
}

/** Errors about files. */
export const aboutFiles = {
  'file-problem': ({ name, problem }) => say(...PROBLEMS[problem](name), 'ask-again'),
  'upload-refused': ({ name, reason }) =>
    reason === 'no-files'
      ? say(...REFUSED[reason](name), 'open-settings', 'ask-again')
      : say(...REFUSED[reason](name), 'ask-again'),
  'remote-file-gone': () =>
    say(m.err_remote_file_gone_title(), m.err_remote_file_gone_why(), m.err_remote_file_gone_todo()),
} satisfies Partial<Explain>
