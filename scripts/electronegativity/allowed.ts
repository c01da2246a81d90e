/** What the analyser finds and a person has looked at: each with the reason, and the proof in the real app. */

export interface Allowed {
  id: string
  file: string
  reason: string
}

export const ALLOWED: readonly Allowed[] = [
  {
    id: 'CSP_GLOBAL_CHECK',
    file: 'N/A',
    reason:
      'It looks for a policy in the page; ours comes as a header of app:// and is read back in e2e/checklist-policy.spec.ts.',
  },
  {
    id: 'AUXCLICK_JS_CHECK',
    file: 'electron/app/window.ts',
    reason:
      'It asks for middle clicks to be switched off; here no click of any kind opens a window (e2e/checklist-ways-out.spec.ts), and Linux pastes with that button.',
  },
  {
    id: 'PRELOAD_JS_CHECK',
    file: 'electron/app/window.ts',
    reason:
      'It asks for a look at every preload; ours is two frozen functions, walked in e2e/checklist-page.spec.ts and tried with spoilt prototypes.',
  },
]
