/** What this app is: its version and what it runs on, where keys are kept, and whose work is in it. */
import { Check, Copy } from 'lucide-react'
import type { AppState } from '../../../shared/contract/app-state.ts'
import { m } from '../../../shared/words/generated/messages.js'
import icon from '../../../build/icon.svg'
import { Button } from '../../ui/Button.tsx'
import { Folded } from '../../ui/Folded.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { LICENCES } from './licences.ts'

interface AboutProps extends Pick<AppState, 'appVersion' | 'runtime'> {
  /** Null until it is known. */
  canKeepKeys: boolean | null
}

/** Nothing here can be changed. */
export function About(props: AboutProps) {
  const { copy, isCopied } = useCopy()
  const facts = factsOf(props)
  const details = () => [m.app_name(), ...facts.map((fact) => fact.join(': '))].join('\n')
  return (
    <div className="flex flex-col gap-6 text-sm">
      <div className="flex items-center gap-4">
        <img src={icon} alt="" className="size-16 shrink-0" />
        <div>
          <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.app_name()}</h1>
          <p className="text-fg-2 select-text">{m.settings_about_version({ version: props.appVersion })}</p>
        </div>
      </div>
      <p className="max-w-[520px]">{m.settings_about_body()}</p>
      <section aria-label={m.about_details()} className="flex flex-col items-start gap-3">
        <dl className="grid w-full max-w-[520px] grid-cols-[minmax(88px,max-content)_1fr] gap-x-4 gap-y-1.5 rounded-lg border border-line bg-raised px-4 py-3 select-text">
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
        <Button onClick={() => copy(details())}>
          {isCopied ? <Check size={15} className="text-ok" aria-hidden /> : <Copy size={15} aria-hidden />}
          {isCopied ? m.copied() : m.about_copy()}
        </Button>
      </section>
      {props.canKeepKeys !== null && (
        <p className="max-w-[520px] text-fg-2">
          {props.canKeepKeys ? m.settings_about_keys_kept() : m.settings_about_keys_session()}
        </p>
      )}
      <div className="flex flex-col gap-2">
        <p className="text-fg-2">{m.about_licence()}</p>
        <Folded words={m.about_licences({ count: String(LICENCES.length) })}>
          <Licences />
        </Folded>
      </div>
    </div>
  )
}

/** What is told and copied: nothing of it is secret. */
const factsOf = ({ appVersion, runtime }: AboutProps): [string, string][] => [
  [m.about_version(), appVersion],
  ['Electron', runtime.electron],
  ['Chromium', runtime.chromium],
  ['Node.js', runtime.node],
  [m.about_system(), runtime.system],
]

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-fg-3">{name}</dt>
      <dd className="tabular-nums [overflow-wrap:anywhere]">{value}</dd>
    </>
  )
}

function Licences() {
  return (
    <table className="mt-2 w-full max-w-[520px] text-xs select-text">
      <thead>
        <tr className="text-start text-fg-3">
          <th className="py-1 text-start font-normal">{m.about_package()}</th>
          <th className="py-1 text-start font-normal">{m.about_version()}</th>
          <th className="py-1 text-start font-normal">{m.about_its_licence()}</th>
        </tr>
      </thead>
      <tbody>
        {LICENCES.map(({ name, version, licence }) => (
          <tr key={`${name} ${version}`} className="border-t border-line align-top">
            <td className="py-1 pe-3 [overflow-wrap:anywhere]">{name}</td>
            <td className="py-1 pe-3 tabular-nums">{version}</td>
            <td className="py-1">{licence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
