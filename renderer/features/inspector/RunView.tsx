/** One run in the inspector: its IDs, and a tab for each way to look at it. */
import { Tabs } from '@base-ui/react/tabs'
import { Check, ClipboardCopy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Inspection } from '../../../shared/domain/inspection.ts'
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { useKept } from '../../ui/kept-state.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { useCopy } from '../../ui/use-copy.ts'
import { named } from '../../ui/format.ts'
import { fetchBodies } from './inspection-store.ts'
import { RawTab } from './RawTab.tsx'
import { reportOf } from './report.ts'
import { RequestsTab } from './RequestsTab.tsx'
import { StepsTab } from './StepsTab.tsx'
import { Timeline } from './Timeline.tsx'
import { UsageTab } from './UsageTab.tsx'
import { useInspection } from './use-inspection.ts'

interface View {
  name: string
  words(): string
  draw(inspection: Inspection): ReactNode
}

const VIEWS: readonly View[] = [
  {
    name: 'timeline',
    words: () => m.inspect_timeline(),
    draw: ({ events, run }) => <Timeline events={events} startedAt={run.startedAt} />,
  },
  { name: 'steps', words: () => m.inspect_steps(), draw: ({ run }) => <StepsTab run={run} /> },
  {
    name: 'requests',
    words: () => m.inspect_requests(),
    draw: ({ exchanges }) => <RequestsTab exchanges={exchanges} />,
  },
  {
    name: 'usage',
    words: () => m.inspect_usage(),
    draw: (inspection) => <UsageTab inspection={inspection} />,
  },
  { name: 'raw', words: () => m.inspect_raw(), draw: (inspection) => <RawTab inspection={inspection} /> },
]

/** The tab stays the same from run to run. */
export function RunView({ conversationId, runId }: { conversationId: string; runId: string }) {
  const { inspection, error, tryAgain } = useInspection(conversationId, runId)
  const [view, setView] = useKept<string>('inspector:view', 'timeline')
  return (
    <>
      <Head inspection={inspection} />
      <Tabs.Root
        value={view}
        onValueChange={(value: unknown) => setView(String(value))}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Tabs.List
          activateOnFocus
          aria-label={m.inspect_title()}
          className="flex shrink-0 gap-0.5 border-b border-line px-2.5"
        >
          {VIEWS.map(({ name, words }) => (
            <Tabs.Tab
              key={name}
              value={name}
              className="-mb-px h-9 border-b-2 border-transparent px-2 text-sm text-fg-2 outline-offset-[-3px] hover:text-fg data-[active]:border-accent data-[active]:font-medium data-[active]:text-fg"
            >
              {words()}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {VIEWS.map(({ name, draw }) => (
          <Tabs.Panel
            key={name}
            value={name}
            className="scroll min-h-0 flex-1 overflow-y-auto px-4 pb-6 outline-offset-[-3px]"
          >
            {inspection !== null && draw(inspection)}
            {inspection === null && error !== null && <Failed error={error} onTryAgain={tryAgain} />}
            {inspection === null && error === null && <Waiting />}
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </>
  )
}

function Head({ inspection }: { inspection: Inspection | null }) {
  const { threadId = null, remoteId = null } = inspection?.run ?? {}
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-1.5 ps-4 pe-2.5 pt-1.5 pb-1">
      {remoteId !== null && (
        <CopyChip
          id={remoteId}
          label={m.inspect_copy_id({ name: m.detail_run(), id: remoteId })}
          title={named(m.detail_run(), remoteId)}
        />
      )}
      {threadId !== null && (
        <CopyChip
          id={threadId}
          label={m.inspect_copy_id({ name: m.detail_thread(), id: threadId })}
          title={named(m.detail_thread(), threadId)}
        />
      )}
      <CopyAll inspection={inspection} />
    </div>
  )
}

function CopyAll({ inspection }: { inspection: Inspection | null }) {
  const { isCopied, copy } = useCopy()
  const copyAll = () => {
    if (inspection !== null) reportOf(inspection, fetchBodies).then(copy, sayFailure)
  }
  return (
    <Button
      weight="quiet"
      className="ms-auto px-2 text-xs"
      title={m.inspect_copy_all_hint()}
      disabled={inspection === null}
      onClick={copyAll}
    >
      {isCopied ? (
        <Check size={14} className="text-ok" aria-hidden />
      ) : (
        <ClipboardCopy size={14} aria-hidden />
      )}
      {isCopied ? m.copied() : m.inspect_copy_all()}
    </Button>
  )
}

function Failed({ error, onTryAgain }: { error: AppError; onTryAgain(): void }) {
  return (
    <div role="alert" className="py-3 text-sm">
      <p className="font-medium">{m.inspect_failed()}</p>
      <p className="mt-1 text-fg-2">{explain(error).title}</p>
      <Button className="mt-3" onClick={onTryAgain}>
        {m.try_again()}
      </Button>
    </div>
  )
}

function Waiting() {
  return (
    <output aria-label={m.loading()} className="live flex flex-col gap-3 py-4">
      <span className="h-4 w-11/12 rounded-sm bg-sunk" />
      <span className="h-4 w-4/5 rounded-sm bg-sunk" />
      <span className="h-4 w-3/5 rounded-sm bg-sunk" />
    </output>
  )
}
