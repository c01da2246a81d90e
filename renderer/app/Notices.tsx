/** What the person must be told that they did not ask for, in words, above everything, until dismissed. */
import { Info, X } from 'lucide-react'
import type { Notice } from '../../shared/contract/app-state.ts'
import { m } from '../../shared/words/generated/messages.js'
import { IconButton } from '../ui/Button.tsx'
import { dismissNotice } from './desk-actions.ts'

/** Takes no room when there is nothing to say. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null
  return (
    <section aria-label={m.notices()} className="shrink-0">
      {notices.map((notice) => (
        <output
          key={notice.id}
          className="flex items-center gap-3 border-b border-line bg-warn-soft py-1.5 ps-4 pe-2 text-sm"
        >
          <Info size={16} className="shrink-0 text-warn" aria-hidden />
          <p className="min-w-0 flex-1 [overflow-wrap:anywhere] select-text">{wordsOf(notice)}</p>
          <IconButton label={m.dismiss()} onClick={() => dismissNotice(notice.id)}>
            <X size={15} />
          </IconButton>
        </output>
      ))}
    </section>
  )
}

function wordsOf(notice: Notice): string {
  switch (notice.kind) {
    case 'settings-restored':
      return m.notice_settings_restored({ file: notice.file })
    case 'settings-reset':
      return m.notice_settings_reset({ file: notice.file })
    case 'settings-replaced':
      return m.notice_settings_replaced({ file: notice.file })
    case 'settings-missing':
      return m.notice_settings_missing()
    default:
      return wordsOfOther(notice)
  }
}

function wordsOfOther(notice: Exclude<Notice, { kind: `settings-${string}` }>): string {
  switch (notice.kind) {
    case 'history-restored':
      return m.notice_history_restored({ file: notice.file })
    case 'history-reset':
      return m.notice_history_reset({ file: notice.file })
    case 'history-torn':
      return m.notice_history_torn({ file: notice.file })
    case 'history-replaced':
      return m.notice_history_replaced({ file: notice.file })
    case 'history-missing':
      return m.notice_history_missing()
    case 'history-put-back':
      return m.notice_history_put_back()
    case 'keys-reset':
      return m.notice_keys_reset({ file: notice.file })
    case 'beside-newer':
      return m.notice_beside_newer({ file: notice.file })
    case 'disk-full':
      return m.notice_disk_full()
    case 'window-failed':
      return m.notice_window_failed()
    case 'error-inside':
      return m.notice_error_inside({ file: notice.file })
  }
}
