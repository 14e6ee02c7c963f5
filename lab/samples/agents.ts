/** Who answers in the demo, and how they sign in. */
export const OWNER = { name: 'Demo Owner', email: 'demo@example.com', password: 'switchboard-demo' }
/** Somebody else of the team. */
export const AGENT = { name: '小林 Lin', email: 'lin@example.com', password: 'switchboard-demo' }
