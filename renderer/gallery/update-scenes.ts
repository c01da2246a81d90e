/** Scenes of a newer version of the app: above everything, and in the settings (open=general). */
import type { UpdateState } from '../../shared/domain/update.ts'
import { answer, page, question, run } from './fixtures.ts'
import { ask, cited, withPage, type Look } from './scene-frames.ts'
import { tools } from './scene-parts.ts'
import { DONE_TEXT } from './texts.ts'

const talk = page(
  [ask, answer('a1', 2, DONE_TEXT, { content: cited(DONE_TEXT) }), question('q2', 3, 'Thanks, go ahead.')],
  [run({ steps: tools })],
)

const withUpdate = (update: UpdateState) => (look: Look) => {
  const scene = withPage(talk)(look)
  return {
    ...scene,
    state: { ...scene.state, update, settings: { ...scene.state.settings, updates: true } },
  }
}

export const UPDATE_SCENES = {
  updateFound: withUpdate({ kind: 'found', version: '0.2.0', isPutOff: false }),
  updateFetching: withUpdate({ kind: 'fetching', version: '0.2.0', percent: 42 }),
  updateReady: withUpdate({ kind: 'ready', version: '0.2.0', isPutOff: false }),
  updateFailed: withUpdate({ kind: 'failed', why: 'wrong-file' }),
}
