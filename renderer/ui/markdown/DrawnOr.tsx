/** Something else instead of what cannot be drawn, so that one text never takes the window with it. */
import { Component, type ReactNode } from 'react'

interface DrawnOrProps {
  children: ReactNode
  instead: ReactNode
}

/** React knows error boundaries only as classes. */
export class DrawnOr extends Component<DrawnOrProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children
  }
}
