.PHONY: run test check fix lock reset
run test check fix lock reset:
	python3 dev.py $@ $(ARGS)
