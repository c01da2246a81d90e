/** Every small part of the window in each of its states, on one page. Told in English only: it is ours. */
import type { ReactNode } from 'react'
import { Settings2 } from 'lucide-react'
import { ASSISTANT_COLOURS } from '../../shared/domain/assistant.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Choices } from '../ui/Choices.tsx'
import { ConfirmButton } from '../ui/ConfirmDialog.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { CopyChip } from '../ui/CopyChip.tsx'
import { Field } from '../ui/Field.tsx'
import { FileTile } from '../ui/FileTile.tsx'
import { Folded } from '../ui/Folded.tsx'
import { Letter } from '../ui/Letter.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { SmallSelect } from '../ui/SmallSelect.tsx'
import { Tick } from '../ui/Tick.tsx'

const nothing = () => undefined
const TWO = [
  { value: 'one', words: 'One' },
  { value: 'two', words: '兩個' },
] as const

/** Scrolls, and needs no bridge. */
export function Parts() {
  return (
    <main className="scroll h-full overflow-y-auto p-6">
      <div className="grid max-w-[1080px] grid-cols-2 gap-x-10 gap-y-6 max-[720px]:grid-cols-1">
        <Group words="Buttons">
          {(['primary', 'plain', 'quiet', 'danger'] as const).map((weight) => (
            <div key={weight} className="flex gap-2">
              <Button weight={weight}>{weight}</Button>
              <Button weight={weight} disabled>
                disabled
              </Button>
            </div>
          ))}
          <div className="flex items-center gap-2">
            <IconButton label="Settings">
              <Settings2 size={17} />
            </IconButton>
            <CopyButton text="copied" />
            <CopyChip id="thread_8Kq2vX1mZpR4" label="Copy thread ID" title="Thread ID" />
            <ConfirmButton question="Delete it?" body="It can be undone." yes="Delete" onYes={nothing}>
              Delete …
            </ConfirmButton>
          </div>
        </Group>
        <Group words="Words of state">
          <div className="flex flex-wrap gap-2">
            {(['neutral', 'busy', 'ok', 'warn', 'bad'] as const).map((tone) => (
              <Chip key={tone} tone={tone}>
                {tone}
              </Chip>
            ))}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {ASSISTANT_COLOURS.map((colour) => (
              <Letter key={colour} name={colour} colour={colour} />
            ))}
            <Letter name="語" colour="rose" size="large" />
            <Letter name="語" colour="teal" size="tiny" />
          </div>
          {(['none', 'accent', 'warn', 'bad'] as const).map((edge) => (
            <Card key={edge} edge={edge}>
              <p className="px-3.5 py-2 text-sm">A card with the edge “{edge}”</p>
            </Card>
          ))}
        </Group>
        <Group words="Boxes">
          <Field label="Empty" placeholder="A default in grey" hint="What it is for." isOptional />
          <Field label="Filled" defaultValue="https://agents.example.com/v1" beside={<Button>Pick</Button>} />
          <Field label="Wrong" defaultValue="asst" error="An assistant ID begins with asst_." />
          <Field label="Read only" readOnly defaultValue="asst_abc123" />
        </Group>
        <Group words="Choices">
          <Choices label="Which" value="one" options={TWO} onChoose={nothing} />
          <Choices label="Which, disabled" value="two" options={TWO} isDisabled onChoose={nothing} />
          <Choices label="Which, small" value="two" options={TWO} isCompact onChoose={nothing} />
          <SelectField label="From a list" value="two" options={TWO} onChoose={nothing} />
          <SmallSelect label="Small" name="Small" value="one" options={TWO} onChoose={nothing} />
          <Tick words="Ticked" isOn hint="What it means." onChange={nothing} />
          <Tick words="Not ticked" isOn={false} onChange={nothing} />
        </Group>
        <Group words="Files">
          <FileTile name="warranty-terms-2026.pdf" about="PDF · 1.2 MB" />
          <FileTile name="訂單.csv" about="40 %" progress={0.4} />
          <FileTile name="huge.zip" about="Too large" tone="bad" />
        </Group>
        <Group words="Folded">
          <Folded words="Details" summary="three things">
            <p className="mt-1 text-sm">Inside</p>
          </Folded>
          <Folded words="Open" isOpen>
            <p className="mt-1 text-sm">Inside</p>
          </Folded>
        </Group>
      </div>
    </main>
  )
}

function Group({ words, children }: { words: string; children: ReactNode }) {
  return (
    <section aria-label={words} className="flex flex-col items-start gap-3 [&>*]:max-w-full">
      <h2 className="text-xs text-fg-3">{words}</h2>
      {children}
    </section>
  )
}
