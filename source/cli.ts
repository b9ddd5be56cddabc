#!/usr/bin/env node
// React and Ink choose their development build by this variable when they are first loaded; that build records a timing
// entry per render and grows without end. So it is set before anything else is imported, whatever the shell says.
Object.assign(process.env, {NODE_ENV: 'production'});

const {main} = await import('./main.js');
await main();
