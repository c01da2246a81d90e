/** What the person wrote: a bubble at the right, with a word where it has not reached the server. */
import { m } from '../../../shared/words/generated/messages.js'
import { plainText, type Question, type QuestionStatus } from '../../../shared/domain/conversation.ts'
import { formatMoment } from '../../ui/format.ts'
import { languageOf } from '../../ui/language.ts'

interface QuestionBubbleProps {
  question: Question
  onTakeBack(question: Question): void
}

/** One question. A queued one can be taken back. */
export function QuestionBubble({ question, onTakeBack }: QuestionBubbleProps) {
  const text = plainText(question)
  const mark = markOf(question.status)
  const isQueued = question.status === 'queued'
  return (
    <article
      aria-label={m.speaker_you()}
      className="flex flex-col items-end pt-6 pb-1"
      title={formatMoment(question.createdAt)}
    >
      <div
        lang={languageOf(text)}
        className={`max-w-[85%] rounded-2xl rounded-ee-md bg-bubble px-4 py-2.5 text-base [overflow-wrap:anywhere] whitespace-pre-wrap ${isQueued ? 'opacity-70' : ''}`}
      >
        {text}
      </div>
      {mark !== null && (
        <p className={`mt-1 flex h-6 items-center gap-1 text-xs ${mark.isBad ? 'text-bad' : 'text-fg-3'}`}>
          {mark.words}
          {isQueued && (
            <button
              type="button"
              className="rounded-sm px-1.5 py-0.5 font-medium text-accent hover:bg-accent-soft"
              onClick={() => onTakeBack(question)}
            >
              {m.question_take_back()}
            </button>
          )}
        </p>
      )}
    </article>
  )
}

function markOf(status: QuestionStatus): { words: string; isBad: boolean } | null {
  switch (status) {
    case 'queued':
      return { words: m.question_queued(), isBad: false }
    case 'unsure':
      return { words: m.question_unsure(), isBad: true }
    case 'failed':
      return { words: m.question_failed(), isBad: true }
    case 'sending':
    case 'sent':
      return null
  }
}
