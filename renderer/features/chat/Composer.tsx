/** Where you write. Enter sends, Shift+Enter breaks the line, and an input method is never interrupted. */
import { ArrowUp, Paperclip } from 'lucide-react'
import { useId, useRef, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { MESSAGE_CHARACTERS } from '../../../shared/domain/limits.ts'
import type { Explanation } from '../../../shared/words/explain-shape.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { useExplanation } from '../../ui/explanation.ts'
import { formatNumber, joinSentences } from '../../ui/format.ts'
import { say } from '../../ui/toasts.ts'
import { useDebounced } from '../../ui/use-clock.ts'
import { focusComposer } from './composer-focus.ts'
import { canSend, type ComposerModel, type ComposerState } from './composer-store.ts'
import { FileChips } from './FileChips.tsx'
import { filesStore, type FilesModel } from './files-store.ts'
import { pastedFilesIn, pastedTextFile } from './loose-files.ts'
import { useFocus } from './use-focus.ts'
import { isolated } from '../../ui/isolate.ts'

const DRAFT_AFTER_MS = 300
/** A keydown this close to the end of a composition is the key that ended it. */
const SAME_KEY_MS = 60
const PASTED_SAID_FOR_MS = 10_000
const COUNT_FROM = MESSAGE_CHARACTERS * 0.9

interface ComposerProps {
  composer: ComposerModel
  files: FilesModel
  assistantName: string
  /** While a run is live a message waits for its turn. */
  isRunLive: boolean
}

/** The box at the foot of a conversation. */
export function Composer({ composer, files, assistantName, isRunLive }: ComposerProps) {
  const state = useStore(composer.store)
  const hasFiles = useStore(filesStore, ({ attached }) => (attached[files.conversationId] ?? []).length > 0)
  const box = useRef<HTMLTextAreaElement>(null)
  const noteId = useId()
  const composedAt = useRef(-Infinity)
  const draft = useDebounced(() => void composer.saveDraft(), DRAFT_AFTER_MS)
  useFocus(box, composer)

  const sendOnEnter = (event: KeyboardEvent) => {
    const { isComposing, keyCode, timeStamp } = event.nativeEvent
    if (event.key !== 'Enter' || event.shiftKey) return
    if (isComposing || keyCode === 229 || timeStamp - composedAt.current < SAME_KEY_MS) return
    event.preventDefault()
    void composer.send()
  }

  const takePastedFiles = (event: ClipboardEvent) => {
    const tooLong = pastedTextFile(event.clipboardData, m.attach_pasted_name())
    const pasted = tooLong === null ? pastedFilesIn(event.clipboardData) : [tooLong]
    if (pasted.length === 0) return
    event.preventDefault()
    files.add(pasted)
    if (tooLong !== null) say({ title: m.attach_pasted(), lastsMs: PASTED_SAID_FOR_MS })
  }

  return (
    <form
      className="mx-auto w-full max-w-[760px] rounded-xl border border-line-strong bg-raised shadow-2 focus-within:border-accent/60"
      onSubmit={(event) => {
        event.preventDefault()
        void composer.send()
        box.current?.focus()
      }}
    >
      <FileChips files={files} />
      <textarea
        ref={box}
        rows={1}
        aria-label={m.composer_message()}
        aria-describedby={noteId}
        placeholder={m.composer_placeholder({ name: isolated(assistantName) })}
        value={state.text}
        onChange={(event) => {
          composer.type(event.target.value)
          draft.ask()
        }}
        onKeyDown={sendOnEnter}
        onPaste={takePastedFiles}
        onCompositionEnd={(event) => (composedAt.current = event.timeStamp)}
        onBlur={draft.flush}
        className="composer-ta scroll block max-h-[266px] min-h-[50px] w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-base outline-none placeholder:text-fg-3"
      />
      <div className="flex min-h-11 items-center gap-2 ps-2 pe-2 pb-2">
        <AttachButton files={files} />
        <Note id={noteId} state={state} isRunLive={isRunLive} hasFiles={hasFiles} />
        <button
          type="submit"
          aria-label={m.composer_send()}
          title={m.composer_send()}
          disabled={!canSend(state.text)}
          className="ms-auto grid size-8 shrink-0 place-items-center rounded-full bg-accent text-on-accent transition-colors duration-120 hover:bg-accent-strong disabled:bg-active disabled:text-fg-3"
        >
          <ArrowUp size={17} strokeWidth={2.2} />
        </button>
      </div>
    </form>
  )
}

function AttachButton({ files }: { files: FilesModel }) {
  const isPicking = useStore(files.store, (state) => state.isPicking)
  return (
    <IconButton
      label={m.attach()}
      disabled={isPicking}
      className="size-8 rounded-full"
      onClick={() => void files.pick().then(focusComposer)}
    >
      <Paperclip size={17} />
    </IconButton>
  )
}

interface NoteProps {
  id: string
  state: ComposerState
  isRunLive: boolean
  hasFiles: boolean
}

function Note({ id, ...about }: NoteProps) {
  const failure = useExplanation(about.state.error)
  const { tone, words } = noteOf({ ...about, failure })
  return (
    <p
      id={id}
      role={tone === 'bad' ? 'alert' : undefined}
      className={`min-w-0 flex-1 text-xs ${tone === 'bad' ? 'text-bad' : 'text-fg-3'}`}
    >
      {words}
    </p>
  )
}

function noteOf({
  state,
  isRunLive,
  hasFiles,
  failure,
}: Omit<NoteProps, 'id'> & { failure: Explanation | null }): {
  tone: 'bad' | 'quiet'
  words: string
} {
  const { text, isDraftUnsaved } = state
  const count = formatNumber(text.length)
  const limit = formatNumber(MESSAGE_CHARACTERS)
  if (text.length > MESSAGE_CHARACTERS) {
    const over = formatNumber(text.length - MESSAGE_CHARACTERS)
    const tooLong = m.composer_too_long({ count, limit, over })
    return { tone: 'bad', words: isDraftUnsaved ? joinSentences(tooLong, m.composer_not_saved()) : tooLong }
  }
  if (failure !== null) {
    const { title, todo } = failure
    return { tone: 'bad', words: joinSentences(m.composer_not_sent({ reason: title }), todo) }
  }
  if (isDraftUnsaved) return { tone: 'bad', words: m.composer_not_saved() }
  if (text.length > COUNT_FROM) return { tone: 'quiet', words: m.composer_count({ count, limit }) }
  if (hasFiles && text.trim() === '') return { tone: 'quiet', words: m.attach_needs_text() }
  return { tone: 'quiet', words: isRunLive ? m.composer_queue_hint() : m.composer_hint() }
}
