import offers from './en/offers.ts'

/** What is said of what is offered to the agent. */
export default { ...offers }
