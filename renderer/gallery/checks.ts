/** Checks of a connection for the gallery: all well, with marks, and one failure of each kind. Press Check connection to see them. */
import {
  CHECK_LINES,
  type CheckFix,
  type CheckLine,
  type CheckLineName,
  type CheckReport,
} from '../../shared/domain/check.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Scene } from './fake-bridge.ts'
import { appState, settingsIn } from './fixtures.ts'
import type { Look } from './scene-frames.ts'

const HOST = 'agents.example.com'

const reportWith = (special: Partial<Record<CheckLineName, Partial<CheckLine>>>): CheckReport => {
  const failsAt = CHECK_LINES.findIndex((name) => special[name]?.state === 'failed')
  return {
    lines: CHECK_LINES.map((name, at) => {
      const isLeftOut = failsAt !== -1 && at > failsAt
      const usual: CheckLine = {
        name,
        state: isLeftOut ? 'skipped' : 'ok',
        ms: isLeftOut ? null : 18 + at * 61,
        note: null,
        error: null,
        fixes: [],
      }
      return { ...usual, ...special[name] }
    }),
    snapshot: {
      name: 'Support triage',
      description: null,
      model: 'gpt-5.2',
      instructions: null,
      tools: ['file_search'],
      files: [],
      readAt: 0,
    },
  }
}

const failed = (name: CheckLineName, error: AppError, ...fixes: CheckFix[]): CheckReport =>
  reportWith({ [name]: { state: 'failed', error, fixes } })

const REPORTS = {
  checkWell: reportWith({}),
  checkMarks: reportWith({
    secure: { state: 'note', note: 'not-encrypted' },
    key: { state: 'note', note: 'keys-not-checked' },
    protocol: { state: 'note', note: 'azure-agents' },
  }),
  checkPath: failed(
    'path',
    { kind: 'wrong-path', url: `https://${HOST}/assistants` },
    { kind: 'base-url', baseUrl: `https://${HOST}/v1` },
  ),
  checkKey: failed(
    'key',
    { kind: 'key-refused', host: HOST },
    { kind: 'sign-in', signIn: 'api-key' },
    { kind: 'replace-key' },
  ),
  checkToken: failed('key', { kind: 'token-lapsed', host: HOST }, { kind: 'replace-key' }),
  checkVersion: failed(
    'path',
    { kind: 'version-missing', host: HOST },
    { kind: 'query', parameter: { name: 'api-version', value: 'v1' } },
  ),
  checkAssistant: failed(
    'assistant',
    { kind: 'assistant-not-found', assistantId: 'asst_abc123' },
    { kind: 'pick-assistant' },
  ),
  checkCertificate: failed(
    'secure',
    { kind: 'unreachable', reason: 'tls-self-signed', host: HOST },
    { kind: 'pick-certificates' },
  ),
  checkPortal: failed('server', { kind: 'not-json', contentType: 'text/html', looksLikeLogin: true }),
  checkRetired: failed('protocol', { kind: 'api-retired', host: 'api.openai.com' }),
  checkResponses: failed('protocol', { kind: 'other-protocol', host: HOST, speaks: 'responses' }),
}

const sceneOf =
  (report: CheckReport) =>
  ({ locale, theme }: Look): Scene => ({
    state: appState({
      locale,
      settings: settingsIn(theme, locale),
      assistants: [],
      connections: [],
      conversations: [],
    }),
    pages: {},
    replies: { 'connections.check': report },
  })

export const CHECK_SCENES = {
  checkWell: sceneOf(REPORTS.checkWell),
  checkMarks: sceneOf(REPORTS.checkMarks),
  checkPath: sceneOf(REPORTS.checkPath),
  checkKey: sceneOf(REPORTS.checkKey),
  checkToken: sceneOf(REPORTS.checkToken),
  checkVersion: sceneOf(REPORTS.checkVersion),
  checkAssistant: sceneOf(REPORTS.checkAssistant),
  checkCertificate: sceneOf(REPORTS.checkCertificate),
  checkPortal: sceneOf(REPORTS.checkPortal),
  checkRetired: sceneOf(REPORTS.checkRetired),
  checkResponses: sceneOf(REPORTS.checkResponses),
}
