/** Buttons in the three weights the window uses, and the small square one that holds an icon. */
import type { ComponentProps, ReactNode } from 'react'

type Weight = 'primary' | 'plain' | 'quiet' | 'danger'

const LOOKS: Record<Weight, string> = {
  primary:
    'bg-accent text-on-accent font-medium hover:bg-accent-strong disabled:bg-active disabled:text-fg-3',
  plain:
    'border border-line-strong bg-raised text-fg font-medium shadow-1 hover:bg-hover disabled:text-fg-3 disabled:shadow-none',
  quiet: 'text-fg-2 hover:bg-hover hover:text-fg disabled:text-fg-3',
  danger: 'text-bad hover:bg-bad-soft disabled:text-fg-3',
}

interface ButtonProps extends ComponentProps<'button'> {
  weight?: Weight
}

/** A button with words. */
export function Button({ weight = 'plain', className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-md px-3 text-sm whitespace-nowrap transition-colors duration-120 disabled:cursor-default ${LOOKS[weight]} ${className}`}
    />
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  label: string
  children: ReactNode
}

/** A square button with an icon; its label is its name and its tooltip. */
export function IconButton({ label, className = '', ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...props}
      className={`grid size-7 shrink-0 place-items-center rounded-md text-fg-2 transition-colors duration-120 hover:bg-hover hover:text-fg disabled:text-fg-3 ${className}`}
    />
  )
}
