// Package oidcjs judges the OpenID provider engine with clients and engines that
// are not ours, from npm. Its tests start the provider on a loopback server and
// run the scripts beside this file with node; without node they are skipped, but
// fail where CI=true.
package oidcjs
