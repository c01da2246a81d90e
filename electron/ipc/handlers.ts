/** What each request does, in a line or two: anything longer belongs in a service. */
import type { AppState } from '../../shared/contract/app-state.ts'
import type { SettingsChange } from '../../shared/domain/settings.ts'
import type { AssistantService } from '../assistants/assistant-service.ts'
import type { Attachments } from '../conversations/attachments.ts'
import type { SavedFiles } from '../conversations/saved-files.ts'
import type { ConversationService } from '../conversations/conversation-service.ts'
import type { Inspector } from '../conversations/inspector.ts'
import type { TurnService } from '../conversations/turn-service.ts'
import type { Handlers } from './router.ts'

interface Services {
  assistants: AssistantService
  conversations: ConversationService
  turns: TurnService
  files: Attachments
  savedFiles: SavedFiles
  inspector: Inspector
  app: {
    state(): AppState
    openLink(url: string): Promise<boolean>
    dismissNotice(noticeId: string): void
    changeSettings(change: SettingsChange): void
  }
}

export const createHandlers = ({
  assistants,
  conversations,
  turns,
  inspector,
  files,
  savedFiles,
  app,
}: Services): Handlers => ({
  'app.state': () => app.state(),
  'app.openLink': async ({ url }) => ({ isOpened: await app.openLink(url) }),
  'app.dismissNotice': ({ noticeId }) => app.dismissNotice(noticeId),
  'settings.change': (change) => app.changeSettings(change),
  'assistants.addPractice': () => conversations.create({ assistantId: assistants.addPractice().id }),
  'assistants.save': (input) => assistants.save(input),
  'assistants.check': (input) => assistants.check(input),
  'assistants.remove': (input) => assistants.remove(input),
  'assistants.rememberAnswer': (input) => assistants.rememberAnswer(input),
  'assistants.forgetAnswer': (input) => assistants.forgetAnswer(input),
  'connections.removeKey': (input) => assistants.removeKey(input),
  'conversations.create': (input) => conversations.create(input),
  'conversations.open': (input) => conversations.open(input),
  'conversations.markRead': (input) => conversations.markRead(input),
  'conversations.rename': (input) => conversations.rename(input),
  'conversations.remove': (input) => conversations.remove(input),
  'conversations.restore': (input) => conversations.restore(input),
  'conversations.saveDraft': (input) => conversations.saveDraft(input),
  'conversations.send': (input) => turns.send(input),
  'conversations.takeBack': (input) => turns.takeBack(input),
  'conversations.sendQueued': (input) => turns.sendQueued(input),
  'runs.wake': () => turns.wake(),
  'runs.waitForThread': (input) => turns.waitForThread(input),
  'runs.unlock': (input) => turns.unlock(input),
  'runs.typedResults': (input) => conversations.typedResults(input),
  'runs.saveTypedResults': (input) => conversations.saveTypedResults(input),
  'files.list': (input) => files.list(input),
  'files.pick': (input) => files.pick(input),
  'files.take': (input) => files.take(input),
  'files.remove': (input) => files.remove(input),
  'files.change': (input) => files.change(input),
  'files.save': (input) => savedFiles.save(input),
  'runs.askAgain': (input) => turns.askAgain(input),
  'runs.keepWaiting': (input) => turns.keepWaiting(input),
  'runs.cancel': (input) => turns.cancel(input),
  'runs.stopWaiting': (input) => turns.stopWaiting(input),
  'runs.watchAgain': (input) => turns.watchAgain(input),
  'runs.inspect': (input) => inspector.inspect(input),
  'runs.exchangeBodies': (input) => inspector.bodies(input),
  'runs.giveResults': (input) => turns.giveResults(input),
})
