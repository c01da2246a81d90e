/** What each request does, in a line or two: anything longer belongs in a service. */
import type { AppState } from '../../shared/contract/app-state.ts'
import type { SettingsChange } from '../../shared/domain/settings.ts'
import type { AssistantService } from '../assistants/assistant-service.ts'
import type { ConversationService } from '../conversations/conversation-service.ts'
import type { TurnService } from '../conversations/turn-service.ts'
import type { Handlers } from './router.ts'

interface Services {
  assistants: AssistantService
  conversations: ConversationService
  turns: TurnService
  app: {
    state(): AppState
    openLink(url: string): Promise<boolean>
    dismissNotice(noticeId: string): void
    changeSettings(change: SettingsChange): void
  }
}

export const createHandlers = ({ assistants, conversations, turns, app }: Services): Handlers => ({
  'app.state': () => app.state(),
  'app.openLink': async ({ url }) => ({ isOpened: await app.openLink(url) }),
  'app.dismissNotice': ({ noticeId }) => app.dismissNotice(noticeId),
  'settings.change': (change) => app.changeSettings(change),
  'assistants.addPractice': () => conversations.create({ assistantId: assistants.addPractice().id }),
  'assistants.save': (input) => assistants.save(input),
  'assistants.check': (input) => assistants.check(input),
  'assistants.remove': (input) => assistants.remove(input),
  'connections.removeKey': (input) => assistants.removeKey(input),
  'conversations.create': (input) => conversations.create(input),
  'conversations.open': (input) => conversations.open(input),
  'conversations.rename': (input) => conversations.rename(input),
  'conversations.remove': (input) => conversations.remove(input),
  'conversations.restore': (input) => conversations.restore(input),
  'conversations.saveDraft': (input) => conversations.saveDraft(input),
  'conversations.send': (input) => turns.send(input),
  'conversations.takeBack': (input) => turns.takeBack(input),
  'runs.askAgain': (input) => turns.askAgain(input),
  'runs.keepWaiting': (input) => turns.keepWaiting(input),
  'runs.cancel': (input) => turns.cancel(input),
  'runs.stopWaiting': (input) => turns.stopWaiting(input),
  'runs.watchAgain': (input) => turns.watchAgain(input),
  'runs.giveResults': (input) => turns.giveResults(input),
})
