/** What the person wrote: a bubble at the right, with a word where it has not reached the server. */
import { m } from '../../../shared/words/generated/messages.js'
import { plainText, type Question, type QuestionStatus } from '../../../shared/domain/conversation.ts'
import { formatMoment } from '../../ui/format.ts'
import { languageOf } from '../../ui/language.ts'
import { QuestionActions } from './QuestionActions.tsx'
import { useFoundMark } from './found-context.ts'
import { QuestionFiles } from './QuestionFiles.tsx'
import type { QueueActions } from './queue-actions.ts'
import type { Standing } from './rows.ts'

interface QuestionBubbleProps {
  question: Question
  standing: Standing
  queue: QueueActions
}

/** One question. A queued one can be edited, removed, and sent once the queue stands still. */
export function QuestionBubble({ question, standing, queue }: QuestionBubbleProps) {
  const text = plainText(question)
  const mark = markOf(question.status, standing)
  const isQueued = question.status === 'queued'
  return (
    <article
      {...useFoundMark(question.id)}
      aria-label={m.speaker_you()}
      className="group/question flex flex-col items-end pt-6"
      title={formatMoment(question.createdAt)}
    >
      <QuestionFiles question={question} />
      <div
        lang={languageOf(text)}
        dir="auto"
        className={`max-w-[85%] rounded-2xl rounded-ee-md bg-bubble contrast-more:border contrast-more:border-line px-4 py-2.5 text-base [overflow-wrap:anywhere] whitespace-pre-wrap ${isQueued ? 'opacity-70' : ''}`}
      >
        {text}
      </div>
      {mark !== null && (
        <p
          className={`mt-1 flex min-h-6 flex-wrap items-center justify-end gap-x-1 text-xs ${mark.isBad ? 'text-bad' : 'text-fg-3'}`}
        >
          <span className="me-1">{mark.words}</span>
          {isQueued && standing === 'first' && (
            <QueueButton words={m.question_send_now()} onClick={() => queue.sendNow(question)} />
          )}
          {isQueued && <QueueButton words={m.question_edit()} onClick={() => queue.edit(question)} />}
          {isQueued && <QueueButton words={m.question_remove()} onClick={() => queue.remove(question)} />}
        </p>
      )}
      {!isQueued && <QuestionActions question={question} />}
    </article>
  )
}

function QueueButton({ words, onClick }: { words: string; onClick(): void }) {
  return (
    <button
      type="button"
      className="rounded-sm px-1.5 py-0.5 font-medium text-accent hover:bg-accent-soft"
      onClick={onClick}
    >
      {words}
    </button>
  )
}

function markOf(status: QuestionStatus, standing: Standing): { words: string; isBad: boolean } | null {
  switch (status) {
    case 'queued':
      return standing === 'moves'
        ? { words: m.question_queued(), isBad: false }
        : { words: m.question_stands(), isBad: true }
    case 'unsure':
      return { words: m.question_unsure(), isBad: true }
    case 'failed':
      return { words: m.question_failed(), isBad: true }
    case 'sending':
    case 'sent':
      return null
  }
}
