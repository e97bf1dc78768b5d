console.log('started')
