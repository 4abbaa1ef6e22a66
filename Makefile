.PHONY: run test check fix drill bench lock reset
run test check fix drill bench lock reset:
	python3 dev.py $@ $(ARGS)
