/** Files in the window: taken, refused in words, shown with the question, offered for saving. */
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Attachment } from '../../../shared/domain/attachment.ts'
import type { AttachedFile, Question } from '../../../shared/domain/conversation.ts'
import { Failure, type AppError } from '../../../shared/errors.ts'
import { createFakeBridge } from '../../gallery/fake-bridge.ts'
import { answer, appState, cite, question } from '../../gallery/fixtures.ts'
import { SaveFileContext } from '../../ui/file-saving.ts'
import { RemoteFile } from '../../ui/RemoteFile.tsx'
import { AnswerArticle } from './Answer.tsx'
import { Composer } from './Composer.tsx'
import { createComposer } from './composer-store.ts'
import { DropArea } from './DropArea.tsx'
import { createFiles, filesStore, receiveFiles, type LooseFile } from './files-store.ts'
import { QuestionFiles } from './QuestionFiles.tsx'

beforeEach(() => filesStore.setState(filesStore.getInitialState(), true))

const MB = 1024 * 1024

describe('taking files', () => {
  it('hands main the bytes and the name, and shows what main says is attached', async () => {
    const desk = open()
    drop([file('notes.md', 'hello')])
    await waitFor(() => expect(desk.taken).toEqual([{ name: 'notes.md', text: 'hello' }]))
    desk.tell(attachment())
    const chip = screen.getByRole('listitem')
    expect(chip.textContent).toContain('notes.md')
    expect(chip.textContent).toContain('1.23 kB')
    expect(await within(chip).findByRole('button', { name: 'What notes.md is for: for search' })).toBeTruthy()
  })

  it.each<[string, Partial<LooseFile>, string]>([
    ['an empty file', { size: 0 }, 'a.bin is empty'],
    ['a large file', { size: 32 * MB + 1 }, 'Use the paperclip'],
    ['a folder', { isFolder: true }, 'a.bin is a folder'],
  ])('says why it does not take %s, without reading it', async (_what, over, words) => {
    const desk = open()
    const read = () => Promise.reject(new Error('read'))
    act(() => desk.files.add([{ name: 'a.bin', size: 5, isFolder: false, read, ...over }]))
    expect((await screen.findByRole('alert')).textContent).toContain(words)
    expect(desk.taken).toEqual([])
  })

  it('takes up to ten and says so of the eleventh', async () => {
    const desk = open()
    const many = Array.from({ length: 11 }, (_, at) => loose(`${at}.txt`))
    act(() => desk.files.add(many))
    expect((await screen.findByRole('alert')).textContent).toContain('10.txt is one file too many')
  })

  it('says what main refused, can try again, and lets it be dismissed', async () => {
    const desk = open({ fails: [{ kind: 'storage-failed' }] })
    act(() => desk.files.add([loose('a.txt')]))
    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(desk.taken).toHaveLength(1))
    expect(screen.queryByRole('alert')).toBeNull()
    act(() => desk.files.add([loose('b.txt', 0)]))
    await userEvent.click(await screen.findByRole('button', { name: 'Dismiss: b.txt' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says that a file cannot be read', async () => {
    const desk = open()
    const read = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    act(() => desk.files.add([{ name: 'a.txt', size: 5, isFolder: false, read }]))
    expect((await screen.findByRole('alert')).textContent).toContain('a.txt cannot be read')
  })

  it('picks with the system’s dialog and says of each refused file why', async () => {
    const desk = open({ refused: [{ kind: 'file-problem', name: 'pipe', problem: 'not-a-file' }] })
    await userEvent.click(screen.getByRole('button', { name: 'Attach files' }))
    expect(desk.picked()).toBe(1)
    expect(screen.getByRole('alert').textContent).toContain('pipe is not an ordinary file')
  })
})

describe('pasting', () => {
  it('takes files, and leaves text to the box', () => {
    const desk = open()
    const box = screen.getByRole('textbox', { name: 'Message' })
    expect(fireEvent.paste(box, { clipboardData: transfer([file('image.png', 'png')], ['Files']) })).toBe(
      false,
    )
    expect(desk.files.store.getState().coming).toHaveLength(1)
    expect(fireEvent.paste(box, { clipboardData: transfer([], ['text/plain']) })).toBe(true)
  })

  it('makes a file of a text that no message could hold, and leaves one that just fits to the box', () => {
    const desk = open()
    const box = screen.getByRole('textbox', { name: 'Message' })
    const pasted = (length: number) => transfer([], ['text/plain'], 'x'.repeat(length))
    expect(fireEvent.paste(box, { clipboardData: pasted(256_000) })).toBe(true)
    expect(desk.files.store.getState().coming).toEqual([])
    expect(fireEvent.paste(box, { clipboardData: pasted(256_001) })).toBe(false)
    expect(desk.files.store.getState().coming).toMatchObject([{ name: 'Pasted text.txt' }])
  })

  it('prefers the text where an office program adds a picture of it', () => {
    const desk = open()
    const types = ['text/plain', 'text/html', 'Files']
    const clipboardData = transfer([file('image.png', 'png')], types)
    expect(fireEvent.paste(screen.getByRole('textbox', { name: 'Message' }), { clipboardData })).toBe(true)
    expect(desk.files.store.getState().coming).toEqual([])
  })
})

describe('dropping', () => {
  it('shows that it would take files, and leaves text alone', () => {
    open()
    const box = screen.getByRole('textbox', { name: 'Message' })
    fireEvent.dragOver(box, { dataTransfer: transfer([], ['text/plain']) })
    expect(screen.queryByText('Drop files to attach them')).toBeNull()
    expect(fireEvent.drop(box, { dataTransfer: transfer([], ['text/plain']) })).toBe(true)
    fireEvent.dragOver(box, { dataTransfer: transfer([], ['Files']) })
    expect(screen.getByText('Drop files to attach them')).toBeTruthy()
    fireEvent.dragLeave(box, { relatedTarget: null })
    expect(screen.queryByText('Drop files to attach them')).toBeNull()
  })
})

describe('sending', () => {
  it('waits until every file is read, and asks main what is attached', async () => {
    let give = (_bytes: Uint8Array<ArrayBuffer>) => undefined as void
    const read = () => new Promise<Uint8Array<ArrayBuffer>>((resolve) => (give = resolve))
    const desk = open()
    act(() => desk.files.add([{ name: 'slow.txt', size: 3, isFolder: false, read }]))
    const ids = desk.files.idsToSend()
    let isKnown = false
    void ids.then(() => (isKnown = true))
    await Promise.resolve()
    expect(isKnown).toBe(false)
    give(new Uint8Array([1, 2, 3]))
    expect(await ids).toEqual(['listed'])
    expect(desk.taken).toHaveLength(1)
  })

  it('asks for a question where there are only files', () => {
    const desk = open()
    desk.tell(attachment())
    expect(screen.getByText('Write a question to send with the files')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
  })
})

describe('the files of a question', () => {
  it('show how far they are, and what was not sent', () => {
    const { rerender } = show({ status: 'sending' }, { begunAt: 1 })
    act(() =>
      receiveFiles({ type: 'upload-grew', conversationId: 'one', attachmentId: 'f1', sentBytes: 617 }),
    )
    expect(screen.getByRole('listitem').textContent).toContain('50 % sent')
    rerender(<Bubble over={{ status: 'failed' }} file={{ begunAt: 1 }} />)
    expect(screen.getByRole('listitem').textContent).toContain('not sent')
    rerender(<Bubble over={{ status: 'queued' }} file={{}} />)
    expect(screen.getByRole('listitem').textContent).toContain('waiting to be sent')
    rerender(<Bubble over={{ status: 'sent' }} file={{ begunAt: 1, remoteId: 'file_1' }} />)
    expect(screen.getByRole('listitem').textContent).toBe('notes.md1.23 kB')
  })

  it('shows a picture as a picture once it is at the server', () => {
    show({ status: 'sent' }, { purpose: 'image', name: 'photo.png', remoteId: 'file 1' })
    const image = screen.getByRole('img', { name: 'photo.png' })
    expect(image.getAttribute('src')).toBe('app://bundle/remote-files/one/file%201')
  })
})

describe('files the assistant made', () => {
  it('stand below the answer once each, and are saved under a clean name', async () => {
    const bridge = useBridge({ 'files.save': { name: 'numbers.csv', folder: 'Downloads' } })
    const text = 'See [numbers.csv](sandbox:/mnt/data/..numbers.csv) and sandbox:/mnt/data/..numbers.csv'
    const made = cite(text, 'sandbox:/mnt/data/..numbers.csv', {
      kind: 'produced-file',
      fileId: 'file_9',
      fileName: null,
    })
    const content = [{ type: 'text' as const, text, citations: [made] }]
    render(<AnswerArticle answer={answer('a1', 2, text, { content })} speaker="Guide" />)
    const list = screen.getByRole('list', { name: 'Files the assistant made' })
    await userEvent.click(within(list).getByRole('button', { name: 'Save numbers.csv as' }))
    expect(bridge.asked.at(-1)).toEqual({
      name: 'files.save',
      input: { conversationId: 'one', fileId: 'file_9', name: 'numbers.csv' },
    })
    expect(screen.queryByRole('list', { name: 'Sources' })).toBeNull()
  })

  it('are saved from any picture, where saving is possible', async () => {
    const saved: string[] = []
    const save = async (folder: string, fileId: string) => void saved.push(`${folder}/${fileId}`)
    render(
      <SaveFileContext value={save}>
        <RemoteFile folder="one" fileId="file_7" />
      </SaveFileContext>,
    )
    expect(screen.queryByRole('button')).toBeNull()
    fireEvent.load(screen.getByRole('img'))
    await userEvent.click(screen.getByRole('button', { name: 'Save file_7 as' }))
    expect(saved).toEqual(['one/file_7'])
  })
})

const file = (name: string, text: string) => new File([text], name)

const loose = (name: string, size = 3): LooseFile => ({
  name,
  size,
  isFolder: false,
  read: async () => new Uint8Array(size),
})

const attachment = (over: Partial<Attachment> = {}): Attachment => ({
  id: 'f1',
  name: 'notes.md',
  size: 1234,
  pictureType: null,
  purpose: 'search',
  ...over,
})

/** What happy-dom lacks of a DataTransfer. */
const transfer = (files: File[], types: string[], text = '') => ({
  types,
  getData: () => text,
  items: files.map((one) => ({
    kind: 'file',
    getAsFile: () => one,
    webkitGetAsEntry: () => ({ isDirectory: false }),
  })),
})

const drop = (files: File[]) =>
  fireEvent.drop(screen.getByRole('textbox', { name: 'Message' }), {
    dataTransfer: transfer(files, ['Files']),
  })

function useBridge(replies: Record<string, unknown>) {
  const bridge = createFakeBridge({ state: appState(), pages: {}, replies })
  window.assistant = bridge
  return bridge
}

interface Options {
  /** What the first takes fail with. */
  fails?: AppError[]
  refused?: AppError[]
}

function open({ fails = [], refused = [] }: Options = {}) {
  const taken: { name: string; text: string }[] = []
  let picks = 0
  const files = createFiles('one', {
    list: async () => [attachment({ id: 'listed' })],
    async pick() {
      picks += 1
      return { refused }
    },
    async take({ name, bytes }) {
      const error = fails.shift()
      if (error !== undefined) throw new Failure(error)
      taken.push({ name, text: new TextDecoder().decode(bytes) })
    },
  })
  const composer = createComposer('', {
    send: async () => undefined,
    saveDraft: async () => undefined,
    newId: () => 'id',
  })
  render(
    <DropArea files={files} onDropped={() => undefined}>
      <Composer composer={composer} files={files} assistantName="Guide" isRunLive={false} />
    </DropArea>,
  )
  const tell = (...attachments: Attachment[]) =>
    act(() => receiveFiles({ type: 'attachments-changed', conversationId: 'one', attachments }))
  return { files, taken, tell, picked: () => picks }
}

function Bubble({ over, file: part }: { over: Partial<Question>; file: Partial<AttachedFile> }) {
  const attached: AttachedFile = {
    ...attachment(),
    type: 'attachment',
    begunAt: null,
    remoteId: null,
    ...part,
  }
  const { content } = question('q1', 1, 'Look')
  return <QuestionFiles question={question('q1', 1, 'Look', { ...over, content: [...content, attached] })} />
}

const show = (over: Partial<Question>, part: Partial<AttachedFile>) =>
  render(<Bubble over={over} file={part} />)
