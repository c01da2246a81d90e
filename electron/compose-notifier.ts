/** Puts the notices of the system together: what is told, when, and where a click leads. */
import type { AppEvent } from '../shared/contract/events.ts'
import { createNotifier } from './app/notifier.ts'
import { createSystemNotices } from './app/system-notices.ts'
import type { Storage } from './compose-storage.ts'
import type { WindowKeeper } from './compose-window.ts'
import { systemClock as clock } from './platform/clock.ts'

interface World {
  storage: Storage
  window: Pick<WindowKeeper, 'current'>
  /** Brings the window to the front. */
  show(): void
}

type Publish = (event: AppEvent) => void

/** Publishes, and tells the person through the system what they would miss. */
export function withNotices(publish: Publish, { storage, window, show }: World): Publish {
  const showNotice = createSystemNotices((conversationId) => {
    show()
    publish({ type: 'conversation-wanted', conversationId })
  })
  const hear = createNotifier({
    clock,
    isOn: () => storage.settings.read().settings.notifications,
    isFocused: () => window.current()?.isFocused() ?? false,
    titleOf: (conversationId) => storage.conversations.find(conversationId)?.title ?? null,
    show: showNotice,
  })
  return (event) => {
    publish(event)
    hear(event)
  }
}
