/** The version of the whole suite: actions, command line and library have one. A test keeps it equal to package.json. */
export const version = '1.0.0'
