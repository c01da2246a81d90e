/** The centre of the window at the first launch: two ways to begin. */
import { ArrowRight, Plug, Sparkles } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { m } from '../../../shared/words/generated/messages.js'

interface WelcomeProps {
  onConnect(): void
  onPractice(): void
}

/** Both cards weigh the same: neither way is the lesser one. */
export function Welcome({ onConnect, onPractice }: WelcomeProps) {
  return (
    <div className="scroll grid h-full place-items-center overflow-y-auto px-6 py-12">
      <div className="w-full max-w-[640px]">
        <h1 className="text-center text-[28px] leading-9 font-semibold tracking-[-.02em]">
          {m.welcome_title()}
        </h1>
        <p className="mx-auto mt-2 max-w-[440px] text-center text-base text-fg-2">{m.welcome_body()}</p>
        <div className="mt-8 grid gap-4 sm:grid-cols-2">
          <Way
            icon={<Plug size={20} />}
            name={m.welcome_connect()}
            about={m.welcome_connect_body()}
            onClick={onConnect}
          />
          <Way
            icon={<Sparkles size={20} />}
            name={m.welcome_practice()}
            about={m.welcome_practice_body()}
            onClick={onPractice}
          />
        </div>
        <p className="mt-8 text-center text-xs text-fg-3">{m.welcome_privacy()}</p>
      </div>
    </div>
  )
}

interface WayProps {
  icon: ReactNode
  name: string
  about: string
  onClick(): void
}

function Way({ icon, name, about, onClick }: WayProps) {
  const aboutId = useId()
  return (
    <button
      type="button"
      aria-label={name}
      aria-describedby={aboutId}
      onClick={onClick}
      className="group flex flex-col items-start rounded-lg border border-line-strong bg-raised p-5 text-start shadow-1 transition-[border-color,box-shadow] duration-150 hover:border-accent hover:shadow-2"
    >
      <span aria-hidden className="grid size-10 place-items-center rounded-lg bg-accent-soft text-accent">
        {icon}
      </span>
      <span className="mt-4 flex w-full items-center justify-between text-base leading-6 font-semibold">
        {name}
        <ArrowRight
          size={16}
          aria-hidden
          className="text-fg-3 transition-transform duration-150 group-hover:translate-x-0.5 group-hover:text-accent"
        />
      </span>
      <span id={aboutId} className="mt-1 text-sm text-fg-2">
        {about}
      </span>
    </button>
  )
}
